import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { knownValues } from '../../../shared/quick-responses/known-values.ts';
import type { VariableValues } from '../../../shared/quick-responses/variables.ts';
import { account } from '../../store/account.ts';
import type { Desk } from '../../store/desk.ts';

/** What the variables are in an open conversation. */
export function valuesOf(
  desk: Pick<Desk, 'workspace' | 'me'>,
  conversation: Conversation,
  siteNames: ReadonlyMap<string, string> | undefined,
): VariableValues {
  const { value } = account;
  const memberships = value.state === 'signed-in' ? value.me.memberships : [];
  const here = memberships.find(({ workspace }) => workspace.id === desk.workspace);
  return knownValues({
    visitor: conversation.visitor.name,
    agent: desk.me.name,
    number: conversation.number,
    site: siteNames?.get(conversation.site_id) ?? null,
    workspace: here?.workspace.name ?? null,
  });
}
