import { randomUUID } from 'node:crypto';
import type { Sender } from '../../shared/protocol/entries.ts';
import type { NewEntry } from '../log/append-job.ts';

/** Ways in which an entry can be one that the database refuses. The edge refuses them all before; the log must too. */
export const POISON = ['client_id', 'nul', 'lone_surrogate', 'sender_kind', 'sender_id'] as const;
export type Poison = (typeof POISON)[number];

export function poisonEntry(kind: Poison, sender: Sender): NewEntry {
  const sound: NewEntry = { type: 'note', sender, client_id: randomUUID(), body: { text: 'A note' } };
  switch (kind) {
    case 'client_id':
      return { ...sound, client_id: 'no uuid' };
    case 'nul':
      return { ...sound, body: { text: 'a\u0000b' } };
    case 'lone_surrogate':
      return { ...sound, body: { text: 'a\ud800b' } };
    case 'sender_kind':
      return { ...sound, sender: { ...sender, kind: 'ghost' as Sender['kind'] } };
    case 'sender_id':
      return { ...sound, sender: { ...sender, id: "'; drop table entries; --" } };
  }
}
