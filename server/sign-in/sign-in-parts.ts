import type { AuthParts } from '../auth/create-auth.ts';
import type { Egress } from '../egress/egress.ts';
import type { Sealer } from '../sealer.ts';

/** What signing in through a provider needs beyond what verbs are given. */
export interface SignInParts {
  auth: AuthParts;
  egress: Egress;
  sealer: Sealer;
}
