import { z } from 'zod';
import { ASK_EMAIL, formFields } from './form-fields.ts';
import { MAX_FORM_TEXT } from './form-rules.ts';
import { lines } from './plain-text.ts';

/** What a visitor is asked when nobody can come. The message itself is always asked for. */
export const offlineForm = z.strictObject({
  enabled: z.boolean(),
  /** Also before somebody waits: whenever the site is outside of its business hours. */
  outside_hours: z.boolean(),
  /** Empty for the widget's own words, both. */
  intro: lines(MAX_FORM_TEXT),
  thanks: lines(MAX_FORM_TEXT),
  fields: formFields,
});

export type OfflineForm = z.infer<typeof offlineForm>;

export const DEFAULT_OFFLINE_FORM: OfflineForm = {
  enabled: false,
  outside_hours: true,
  intro: '',
  thanks: '',
  fields: [ASK_EMAIL],
};
