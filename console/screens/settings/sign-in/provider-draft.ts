import type { SignInProvider, SignInProviderChange } from '../../../../shared/protocol/sign-in.ts';

/** What the form holds: domains as they are typed. */
export interface ProviderDraft {
  version: number;
  name: string;
  issuer: string;
  client_id: string;
  domains: string;
  auto_join: boolean;
  asks_second_factor: boolean;
  enabled: boolean;
}

const NEW: ProviderDraft = {
  version: 0,
  name: '',
  issuer: '',
  client_id: '',
  domains: '',
  auto_join: false,
  asks_second_factor: false,
  enabled: true,
};

export const draftOf = (provider: SignInProvider | null): ProviderDraft =>
  provider ? { ...provider, domains: provider.domains.join(', ') } : NEW;

export const changeOf = (draft: ProviderDraft, secret: string): SignInProviderChange => ({
  ...draft,
  client_secret: secret === '' ? null : secret,
  domains: draft.domains.split(/[\s,;]+/).filter((domain) => domain !== ''),
});
