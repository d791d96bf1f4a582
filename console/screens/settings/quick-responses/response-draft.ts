import type { QuickResponse } from '../../../../shared/protocol/quick-responses.ts';

/** A quick response as it stands in its form; `whose` is `personal`, `workspace` or a team's id. */
export interface ResponseDraft {
  whose: string;
  title: string;
  shortcut: string;
  folder: string;
  text: string;
}

export const draftOf = (response: QuickResponse | undefined): ResponseDraft => ({
  whose: response ? (response.team?.id ?? response.scope) : 'personal',
  title: response?.title ?? '',
  shortcut: response?.shortcut ?? '',
  folder: response?.folder ?? '',
  text: response?.text ?? '',
});

export interface SaveRequest {
  /** Behind `/workspaces/ID/`. */
  path: 'quick-responses' | 'shared-quick-responses';
  body: unknown;
}

export function toRequest({ whose, ...content }: ResponseDraft): SaveRequest {
  if (whose === 'personal') return { path: 'quick-responses', body: content };
  return {
    path: 'shared-quick-responses',
    body: { ...content, team_id: whose === 'workspace' ? null : whose },
  };
}
