import { z } from 'zod';
import { ASK_EMAIL, ASK_NAME, formFields } from './form-fields.ts';
import { MAX_FIELD_LABEL, MAX_FORM_TEXT, MAX_OFFERED_TEAMS } from './form-rules.ts';
import { line, lines } from './plain-text.ts';

/** A team that visitors may choose, as they are told of it. */
export const offeredTeam = z.strictObject({
  /** What the page and the wire call it; the team's own id never leaves the console. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'Up to 32 of a-z, 0-9 and - make an id, as in sales.'),
  team_id: z.uuid('Choose a team.'),
  name: line(MAX_FIELD_LABEL).refine((name) => name !== '', 'Say what visitors read for this team.'),
  /** What they may expect of it, as in "Answers within an hour". */
  expectation: line(MAX_FIELD_LABEL),
});
export type OfferedTeam = z.infer<typeof offeredTeam>;

/** What a visitor is asked before the first message. */
export const preChat = z.strictObject({
  enabled: z.boolean(),
  /** Empty for the widget's own words. */
  intro: lines(MAX_FORM_TEXT),
  fields: formFields,
  /** Who may be chosen: in the form where there are two or more, and by `setTeam`. */
  teams: z
    .array(offeredTeam)
    .max(MAX_OFFERED_TEAMS, `At most ${MAX_OFFERED_TEAMS} teams fit here.`)
    .superRefine((teams, context) => {
      teams.forEach(({ id, team_id }, at) => {
        const before = teams.slice(0, at);
        const trouble = (path: string, message: string) =>
          context.addIssue({ code: 'custom', path: [at, path], message });
        if (before.some((one) => one.id === id)) trouble('id', 'Another team has this id. Choose another.');
        if (before.some((one) => one.team_id === team_id))
          trouble('team_id', 'This team is offered already.');
      });
    }),
});

export type PreChat = z.infer<typeof preChat>;

export const DEFAULT_PRE_CHAT: PreChat = {
  enabled: false,
  intro: '',
  fields: [ASK_NAME, ASK_EMAIL],
  teams: [],
};
