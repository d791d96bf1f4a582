import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { BellhopError } from '../../shared/errors.ts';
import {
  MAX_TAGS,
  TAG_COLORS,
  type NewTagRequest,
  type Tag,
  type TagColor,
  type TagRequest,
} from '../../shared/protocol/inbox.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor } from '../identity.ts';
import type { Transaction } from '../log/run-append.ts';
import type { Services } from '../services.ts';
import { readTags } from './list-tags.ts';

type Given = Pick<Services, 'db' | 'bus'>;
interface Named {
  tag_id: string;
}

/** [I4] Makes a tag, or finds the one of that name: two agents who make it at once have the same one. */
export async function createTag(
  { db, bus }: Given,
  actor: AgentActor,
  { name, color }: NewTagRequest,
): Promise<Tag> {
  const { workspaceId } = actor;
  const { tag, isNew } = await db.orm.transaction(async (tx) => {
    const known = await begin(tx, actor);
    const found = known.find((one) => isSameName(one.name, name));
    if (found) return { tag: found, isNew: false };
    if (known.length >= MAX_TAGS)
      throw new BellhopError('conflict', `A workspace has at most ${MAX_TAGS} tags. Delete one first.`, {
        field: 'name',
      });
    const made: Tag = { id: randomUUID(), name, color: color ?? colorOf(name) };
    await tx.execute(sql`
      insert into tags (workspace_id, id, name, color)
      values (${workspaceId}, ${made.id}, ${made.name}, ${made.color})`);
    return { tag: made, isNew: true };
  });
  if (isNew) bus.publish({ kind: 'tags', workspaceId });
  return { id: tag.id, name: tag.name, color: tag.color };
}

/** [I4] It is called otherwise wherever it is. */
export async function changeTag(
  { db, bus }: Given,
  actor: AgentActor,
  { tag_id: id, name, color }: TagRequest & Named,
): Promise<Tag> {
  const { workspaceId } = actor;
  await db.orm.transaction(async (tx) => {
    const known = await begin(tx, actor);
    const before = find(known, id);
    if (known.some((one) => one.id !== id && isSameName(one.name, name)))
      throw new BellhopError('conflict', 'There is a tag of this name already.', { field: 'name' });
    await tx.execute(sql`
      update tags set name = ${name}, color = ${color} where workspace_id = ${workspaceId} and id = ${id}`);
    await recordAudit(tx, actor, {
      action: 'tag.changed',
      target: { type: 'tag', id, label: name },
      details: { name, color, before: { name: before.name, color: before.color } },
    });
  });
  bus.publish({ kind: 'tags', workspaceId });
  return { id, name, color };
}

/** [I4] It is gone for people at once; a job takes it off its conversations. */
export async function deleteTag({ db, bus }: Given, actor: AgentActor, { tag_id: id }: Named): Promise<void> {
  const { workspaceId } = actor;
  await db.orm.transaction(async (tx) => {
    const { name } = find(await begin(tx, actor), id);
    await tx.execute(sql`
      update tags set deleted_at = now() where workspace_id = ${workspaceId} and id = ${id}`);
    await recordAudit(tx, actor, { action: 'tag.deleted', target: { type: 'tag', id, label: name } });
  });
  bus.publish({ kind: 'tags', workspaceId });
}

/** Changes of a workspace's tags come one after the other; no conversation is locked meanwhile. */
async function begin(tx: Transaction, { workspaceId }: AgentActor): Promise<Tag[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`tags ${workspaceId}`}, 0))`);
  return readTags(tx, workspaceId);
}

function find(known: readonly Tag[], id: string): Tag {
  const tag = known.find((one) => one.id === id);
  if (!tag) throw tagNotFound();
  return tag;
}

export const tagNotFound = () => new BellhopError('not_found', 'There is no such tag.', { field: 'tag_id' });

const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Always the same for a name; grey is for who chooses it. */
function colorOf(name: string): TagColor {
  let sum = 0;
  for (const letter of name.toLowerCase()) sum = (sum * 31 + letter.codePointAt(0)!) % 9973;
  return TAG_COLORS[1 + (sum % (TAG_COLORS.length - 1))]!;
}
