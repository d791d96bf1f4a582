import type { FormAnswer, GivenForm } from '../../shared/protocol/forms.ts';
import { senderOf } from '../conversations/sender.ts';
import type { VisitorActor } from '../identity.ts';
import type { AppendJob, ConversationPatch, NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import { keepContact, readContact } from './keep-contact.ts';
import { offeredTeam } from './offered-team.ts';
import { readForm, readPublished } from './read-form.ts';

/** What may come with the first message. */
export interface OpeningForm {
  form?: GivenForm | undefined;
  team?: string | undefined;
}

interface Opening {
  entries: NewEntry[];
  patch: ConversationPatch;
  /** Conversations of the visitor that show something else from now on. */
  others: AppendJob[];
}

export const formEntry = (
  actor: VisitorActor,
  clientId: string | null,
  { form }: GivenForm,
  answers: FormAnswer[],
  team?: string,
): NewEntry<'form_submitted'> => ({
  type: 'form_submitted',
  sender: senderOf(actor),
  client_id: clientId,
  body: { form, answers, ...(team !== undefined && { team }) },
});

/** [FM1, FM3, FM4, FM5] What a conversation begins with beside its message. The visitor is held. */
export async function readOpeningForm(
  tx: Transaction,
  actor: VisitorActor,
  { form, team: chosen, conversation_id }: OpeningForm & { conversation_id: string },
): Promise<Opening> {
  const { workspaceId, visitorId } = actor;
  const published = await readPublished(tx, actor);
  const contact = await readContact(tx, workspaceId, visitorId);
  const answers = form ? await readForm(tx, actor, published, form) : [];
  const others = await keepContact(tx, workspaceId, contact, answers, conversation_id);
  const team = await offeredTeam(tx, workspaceId, published, chosen);
  const isTold = form && (answers.length > 0 || team !== null);
  return {
    entries: isTold ? [formEntry(actor, null, form, answers, team?.name)] : [],
    patch: team ? { team_id: team.id } : {},
    others,
  };
}
