import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import type { EntryAnswer } from '../../shared/protocol/server-frames.ts';
import { runPrepared } from '../db/run-prepared.ts';
import { readOpeningForm, type OpeningForm } from '../forms/read-opening-form.ts';
import type { VisitorActor } from '../identity.ts';
import type { AppendJob, AppendResult, NewEntry } from '../log/append-job.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { goneVisitor, holdVisitor } from '../visitors/hold-visitor.ts';
import { entryAnswer } from './entry-answer.ts';
import { senderOf } from './sender.ts';
import { type SendMessageInput, sendMessage } from './send-message.ts';

export interface StartInput extends SendMessageInput, OpeningForm {}

/** [M1, M8] Begins a conversation with its first message, in one transaction. A resend finds what stands. */
export async function startConversation(
  services: Services,
  actor: VisitorActor,
  input: StartInput,
): Promise<EntryAnswer> {
  const started = await services.log.transact(async (tx, append, appendAll) => {
    if (!(await holdVisitor(tx, actor.workspaceId, actor.visitorId))) throw goneVisitor();
    if (!(await insertConversation(tx, actor, input.conversation_id))) return undefined;
    if (!input.form && input.team === undefined) return append(firstJob(actor, input));
    const { entries, patch, others } = await readOpeningForm(tx, actor, input);
    const job = firstJob(actor, input);
    const whole = {
      ...job,
      entries: job.entries.toSpliced(1, 0, ...entries),
      patch: { ...job.patch, ...patch },
    };
    return (await appendAll([whole, ...others]))[0]!;
  });
  if (started) return entryAnswer(actor, input.conversation_id, input.client_id, appended(started));
  await checkOwner(services, actor, input.conversation_id);
  return sendMessage(services, actor, input, true);
}

/** The visitor is held: one who was merged meanwhile gives the conversation to who they became. */
async function insertConversation(tx: Transaction, actor: VisitorActor, id: string): Promise<boolean> {
  const rows = await runPrepared(
    tx,
    sql`
    insert into conversations (workspace_id, id, site_id, visitor_id, created_at, team_id)
    select v.workspace_id, ${id}, s.id, coalesce(v.merged_into, v.id), date_trunc('milliseconds', now()), s.default_team_id
    from visitors v
    join sites s on s.workspace_id = v.workspace_id and s.id = ${actor.siteId}
    where v.workspace_id = ${actor.workspaceId} and v.id = ${actor.visitorId}
    on conflict (workspace_id, id) do nothing
    returning id`,
  );
  return rows.length === 1;
}

function firstJob(actor: VisitorActor, { conversation_id, client_id, text }: SendMessageInput): AppendJob {
  const sender = senderOf(actor);
  const started: NewEntry<'started'> = {
    type: 'started',
    sender,
    client_id: null,
    body: { site_id: actor.siteId },
  };
  const message: NewEntry<'message'> = { type: 'message', sender, client_id, body: { text } };
  const patch = { takes_number: true } as const;
  return { workspace_id: actor.workspaceId, conversation_id, entries: [started, message], patch };
}

async function checkOwner({ db }: Services, actor: VisitorActor, id: string): Promise<void> {
  const rows = await db.orm.execute(sql`
    select id from conversations
    where workspace_id = ${actor.workspaceId} and id = ${id} and visitor_id = ${actor.visitorId}`);
  if (rows.length === 1) return;
  throw new BellhopError('conflict', 'This conversation id is taken. Make another and send again.', {
    field: 'conversation_id',
  });
}

function appended(result: AppendResult): Extract<AppendResult, { kind: 'appended' }> {
  if (result.kind === 'appended') return result;
  throw new Error(`A new conversation was ${result.kind}`);
}
