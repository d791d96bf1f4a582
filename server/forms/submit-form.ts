import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import { MAX_FORMS, type GivenForm } from '../../shared/protocol/forms.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import { conversationNotFound } from '../conversations/access.ts';
import { entryAnswer } from '../conversations/entry-answer.ts';
import type { VisitorActor } from '../identity.ts';
import { findKnown } from '../log/append-again.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { goneVisitor, holdVisitor } from '../visitors/hold-visitor.ts';
import { keepContact, readContact } from './keep-contact.ts';
import { readForm, readPublished } from './read-form.ts';
import { formEntry } from './read-opening-form.ts';

export interface SubmitFormInput {
  conversation_id: string;
  client_id: string;
  form: GivenForm;
}

/** [FM6] Answers the site's questions in a conversation that stands. A resend gets the first answer. */
export async function submitForm(
  { log }: Pick<Services, 'log'>,
  actor: VisitorActor,
  { conversation_id, client_id, form }: SubmitFormInput,
): Promise<EntryAnswer> {
  const { workspaceId, visitorId } = actor;
  const result = await log.transact(async (tx, _append, appendAll) => {
    if (!(await holdVisitor(tx, workspaceId, visitorId))) throw goneVisitor();
    const contact = await readContact(tx, workspaceId, visitorId);
    const status = await lockOwn(tx, workspaceId, contact.id, conversation_id);
    const job = { workspace_id: workspaceId, conversation_id };
    const known = await findKnown(tx, [{ ...job, entries: [formEntry(actor, client_id, form, [])] }]);
    for (const earlier of known.values()) return earlier;
    if (status === 'ended') throw new BellhopError('conflict', 'This conversation has ended.');
    await refuseMany(tx, workspaceId, conversation_id);
    const answers = await readForm(tx, actor, await readPublished(tx, actor), form);
    const others = await keepContact(tx, workspaceId, contact, answers, conversation_id);
    const whole = { ...job, entries: [formEntry(actor, client_id, form, answers)] };
    return (await appendAll([whole, ...others]))[0]!;
  });
  if (result.kind !== 'appended') throw new Error(`A form was ${result.kind}`);
  return entryAnswer(actor, conversation_id, client_id, result);
}

async function lockOwn(tx: Transaction, workspaceId: string, visitorId: string, id: string): Promise<string> {
  const [row] = await tx.execute<{ status: string }>(sql`
    select status from conversations
    where workspace_id = ${workspaceId} and id = ${id} and visitor_id = ${visitorId} and number is not null
    for no key update`);
  if (!row) throw conversationNotFound();
  return row.status;
}

/** [S28] */
async function refuseMany(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from entries
    where workspace_id = ${workspaceId} and conversation_id = ${id} and type = 'form_submitted'`);
  if (row!.n >= MAX_FORMS)
    throw new BellhopError(
      'conflict',
      'This conversation holds your answers already. Write a message instead.',
    );
}
