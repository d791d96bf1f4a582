import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Scripts of the widget by their path under `/w/a/` or `/v/`, of this build and of former ones: a page that was opened
 * yesterday asks for yesterday's. For the whole installation; every node serves them.
 */
export const widgetScripts = pgTable('widget_scripts', {
  path: text('path').primaryKey(),
  code: text('code').notNull(),
  /** Since when no build that started last has it. */
  replacedAt: timestamp('replaced_at', { withTimezone: true }),
});
