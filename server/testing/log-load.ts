import { writeFileSync } from 'node:fs';
import { createInProcessBus } from '../bus/in-process-bus.ts';
import { openDatabase } from '../db/open-database.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { senderOf } from '../conversations/sender.ts';
import type { Actor } from '../identity.ts';
import { LogWriter } from '../log/log-writer.ts';
import type { Acknowledged } from './log-checker.ts';

/** One sender's part of a load: what is said in one conversation, one message after the answer to the other (M9). */
export interface LoadSender {
  actor: Actor;
  conversation_id: string;
  client_ids: string[];
}

export interface LoadTask {
  databaseUrl: string;
  senders: LoadSender[];
  /** Where what was answered is written. */
  out: string;
}

/** A visitor is told public numbers; in a log without internal entries they are the same. */
async function talk(
  services: Parameters<typeof sendMessage>[0],
  { actor, conversation_id, client_ids }: LoadSender,
): Promise<Acknowledged[]> {
  const told: Acknowledged[] = [];
  for (const client_id of client_ids) {
    const { seq } = await sendMessage(
      services,
      actor,
      { conversation_id, client_id, text: `${client_id} of many` },
      true,
    );
    told.push({ conversation_id, sender_id: senderOf(actor).id!, client_id, seq });
  }
  return told;
}

/** Runs as a process of its own: a node's writer with all its senders talking at once. */
export async function runLoad({ databaseUrl, senders, out }: LoadTask): Promise<void> {
  const db = await openDatabase({ databaseUrl, dataDir: '' });
  const bus = createInProcessBus();
  const services = { db, bus, log: new LogWriter(db, bus) };
  const told = await Promise.all(senders.map((sender) => talk(services, sender)));
  writeFileSync(out, JSON.stringify(told.flat()));
  await db.close();
}
