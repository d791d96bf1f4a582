import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '../audit/tables.ts';
import { session } from '../auth/tables.ts';
import type { BusMessage } from '../bus/bus.ts';
import { endConversation } from '../conversations/end-conversation.ts';
import { fetchEntries } from '../conversations/fetch-entries.ts';
import { findConversation } from '../conversations/access.ts';
import { sendMessage } from '../conversations/send-message.ts';
import { startConversation } from '../conversations/start-conversation.ts';
import type { AgentActor } from '../identity.ts';
import { checkWorkspace } from '../testing/check-workspace.ts';
import { seedAgent, seedVisitor, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { changeRole } from './change-role.ts';
import { deactivateMember, leaveWorkspace } from './deactivate-member.ts';
import { getMember, listMembers } from './list-members.ts';
import { markSeen } from './mark-seen.ts';
import { reactivateMember } from './reactivate-member.ts';
import { releaseConversations } from './release-conversations.ts';
import { setChatLimit } from './set-chat-limit.ts';
import { members } from './tables.ts';
import { transferOwnership } from './transfer-ownership.ts';

const say = (conversation_id: string, text = 'Hello') => ({
  conversation_id,
  client_id: randomUUID(),
  text,
});

describeEachDatabase('members', (database) => {
  const stage = async () => {
    const services = testServices(database());
    const seed = await seedWorkspace(database());
    const { workspaceId, agent } = seed;
    const owner = await seedAgent(database(), workspaceId, 'Ola', 'owner');
    const admin = await seedAgent(database(), workspaceId, 'Ada', 'admin');
    const outsider = await seedAgent(
      database(),
      (await seedWorkspace(database())).workspaceId,
      'Out',
      'owner',
    );
    const heard: BusMessage[] = [];
    services.bus.subscribe((message) => heard.push(message));
    return { services, seed, owner, admin, agent, outsider, heard };
  };
  const rowOf = async ({ memberId }: AgentActor) =>
    (await database().orm.select().from(members).where(eq(members.id, memberId)))[0]!;
  const activeOwners = (workspaceId: string) =>
    database().orm.$count(
      members,
      and(eq(members.workspaceId, workspaceId), eq(members.role, 'owner'), isNull(members.deactivatedAt)),
    );
  const audited = async (workspaceId: string) =>
    (
      await database()
        .orm.select()
        .from(auditEntries)
        .where(eq(auditEntries.workspaceId, workspaceId))
        .orderBy(auditEntries.id)
    ).map(({ action, targetId, actorId }) => [action, targetId, actorId]);
  const talk = async ({ services, seed, agent }: Awaited<ReturnType<typeof stage>>, by = agent) => {
    const visitor = await seedVisitor(database(), seed);
    const conversation_id = randomUUID();
    await startConversation(services, visitor, say(conversation_id));
    await sendMessage(services, by, say(conversation_id, 'Hello back'));
    return { conversation_id, visitor };
  };

  it('lists who works and worked here, with addresses, and nobody else', async () => {
    const { services, owner, admin, agent, outsider } = await stage();
    await deactivateMember(services, owner, { member_id: agent.memberId });
    const list = await listMembers(services, admin);
    expect(list.map(({ name, role, state }) => [name, role, state])).toEqual([
      ['Ada', 'admin', 'active'],
      ['Ola', 'owner', 'active'],
      ['Mo', 'agent', 'deactivated'],
    ]);
    expect(list[2]!.email).toBe(`${agent.userId}@example.org`);
    expect((await listMembers(services, outsider)).map(({ name }) => name)).not.toContain('Ada');
    const foreign = getMember(services, outsider, { member_id: agent.memberId });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  });

  it('shows the sessions of a member to who manages members and to themselves alone', async () => {
    const { services, admin, agent, owner } = await stage();
    const member_id = owner.memberId;
    expect(await getMember(services, admin, { member_id })).toMatchObject({ sessions: 0, two_factor: false });
    expect(await getMember(services, agent, { member_id })).toMatchObject({
      sessions: null,
      two_factor: null,
    });
    const own = await getMember(services, agent, { member_id: agent.memberId });
    expect(own).toMatchObject({ sessions: 0, chat_limit: null, teams: [] });
  });

  it('notes who is connected, at most once a minute', async () => {
    const { services, agent } = await stage();
    expect((await rowOf(agent)).lastSeenAt).toBeNull();
    await markSeen(services, [agent.memberId]);
    const { lastSeenAt } = await rowOf(agent);
    expect(lastSeenAt).toBeInstanceOf(Date);
    await markSeen(services, [agent.memberId]);
    expect((await rowOf(agent)).lastSeenAt).toEqual(lastSeenAt);
  });

  it('changes a role, with a line in the audit log', async () => {
    const { services, admin, agent } = await stage();
    await changeRole(services, admin, { member_id: agent.memberId, role: 'admin' });
    expect(await rowOf(agent)).toMatchObject({ role: 'admin' });
    expect(await audited(agent.workspaceId)).toEqual([
      ['member.role_changed', agent.memberId, admin.memberId],
    ]);
  });

  it('leaves owners to owners, also when the right ended since the request came', async () => {
    const { services, owner, admin, agent } = await stage();
    const forbidden = { code: 'forbidden' };
    const change = (by: AgentActor, who: AgentActor, role: 'owner' | 'admin' | 'agent') =>
      changeRole(services, by, { member_id: who.memberId, role });
    await expect(change(admin, agent, 'owner')).rejects.toMatchObject(forbidden);
    await expect(change(admin, admin, 'owner')).rejects.toMatchObject(forbidden);
    await expect(change(admin, owner, 'agent')).rejects.toMatchObject(forbidden);
    const deactivate = deactivateMember(services, admin, { member_id: owner.memberId });
    await expect(deactivate).rejects.toMatchObject(forbidden);
    await expect(transferOwnership(services, admin, { member_id: agent.memberId })).rejects.toMatchObject(
      forbidden,
    );
    await change(owner, admin, 'agent');
    // The actor still says admin; the row does not.
    await expect(change(admin, agent, 'admin')).rejects.toMatchObject(forbidden);
    await expect(
      setChatLimit(services, admin, { member_id: agent.memberId, chat_limit: 2 }),
    ).rejects.toMatchObject(forbidden);
    expect(await rowOf(agent)).toMatchObject({ role: 'agent', chatLimit: null });
  });

  it('refuses an outsider whatever they try, and changes nothing', async () => {
    const { services, outsider, agent, owner } = await stage();
    const member_id = agent.memberId;
    const tries = [
      () => changeRole(services, outsider, { member_id, role: 'admin' }),
      () => deactivateMember(services, outsider, { member_id }),
      () => reactivateMember(services, outsider, { member_id }),
      () => setChatLimit(services, outsider, { member_id, chat_limit: 1 }),
      () => transferOwnership(services, outsider, { member_id }),
      () => getMember(services, outsider, { member_id }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    expect(await rowOf(agent)).toMatchObject({ role: 'agent', deactivatedAt: null });
    expect(await audited(owner.workspaceId)).toEqual([]);
  });

  it('keeps the last owner: no demotion, no leaving, no deactivation', async () => {
    const { services, owner } = await stage();
    const conflict = { code: 'conflict' };
    const member_id = owner.memberId;
    await expect(changeRole(services, owner, { member_id, role: 'agent' })).rejects.toMatchObject(conflict);
    await expect(leaveWorkspace(services, owner)).rejects.toMatchObject(conflict);
    await expect(deactivateMember(services, owner, { member_id })).rejects.toMatchObject(conflict);
    expect(await activeOwners(owner.workspaceId)).toBe(1);
  });

  it('keeps an owner when all owners end each other and themselves at once', async () => {
    const { services, owner } = await stage();
    const { workspaceId } = owner;
    const owners = [owner];
    for (const name of ['B', 'C', 'D']) owners.push(await seedAgent(database(), workspaceId, name, 'owner'));
    await Promise.allSettled(
      owners.flatMap((one, index) => {
        const member_id = owners[(index + 1) % owners.length]!.memberId;
        return [
          changeRole(services, one, { member_id, role: 'agent' }),
          deactivateMember(services, one, { member_id }),
          leaveWorkspace(services, one),
        ];
      }),
    );
    expect(await activeOwners(workspaceId)).toBeGreaterThanOrEqual(1);
  });

  it('[M11] [S6] deactivation ends rights and gives conversations back to the queue, each once', async () => {
    const staged = await stage();
    const { services, admin, agent, heard } = staged;
    const [held, ended, other] = [await talk(staged), await talk(staged), await talk(staged, admin)];
    await endConversation(services, agent, {
      conversation_id: ended.conversation_id,
      client_id: randomUUID(),
    });
    const expires = new Date(Date.now() + 60_000);
    const own = { id: randomUUID(), token: randomUUID(), userId: agent.userId, expiresAt: expires };
    await database().orm.insert(session).values(own);
    await deactivateMember(services, admin, { member_id: agent.memberId });

    const revoked = heard.filter(({ kind }) => kind === 'revoked');
    expect(revoked).toContainEqual({ kind: 'revoked', scope: 'member', id: agent.memberId });
    expect(revoked).toContainEqual({ kind: 'revoked', scope: 'session', id: own.id });
    expect(await database().orm.$count(session, eq(session.userId, agent.userId))).toBe(0);
    const page = await fetchEntries(services, admin, { conversation_id: held.conversation_id });
    expect(page.conversation).toMatchObject({ status: 'waiting', assignee_id: null, assignee_name: null });
    expect(page.conversation.waiting_since).not.toBeNull();
    expect(page.entries.at(-1)).toMatchObject({
      type: 'unassigned',
      sender: { kind: 'system', id: null },
      body: { member_id: agent.memberId, name: 'Mo' },
    });
    const seen = await fetchEntries(services, held.visitor, { conversation_id: held.conversation_id });
    expect(seen.entries.at(-1)).toMatchObject({ type: 'unassigned', body: {} });
    expect(JSON.stringify(seen)).not.toContain(agent.memberId);
    const untouched = async ({ conversation_id }: typeof ended) =>
      (await findConversation(services, admin, conversation_id)).status;
    expect([await untouched(ended), await untouched(other)]).toEqual(['ended', 'open']);
    // Again, and by two at once: nothing is left to do.
    expect(await Promise.all([releaseConversations(services), releaseConversations(services)])).toEqual([
      0, 0,
    ]);
    const published = [heard.filter((message) => message.kind === 'changed')];
    const faults = await checkWorkspace(database(), agent.workspaceId, { acknowledged: [], published });
    expect(faults).toEqual([]);
  });

  it('[M11] the sweep finds what a message under way took after the end, and another agent can take it', async () => {
    const staged = await stage();
    const { services, admin, agent } = staged;
    await deactivateMember(services, admin, { member_id: agent.memberId });
    const { conversation_id } = await talk(staged);
    const results = await Promise.all([releaseConversations(services), releaseConversations(services)]);
    expect(results.reduce((a, b) => a + b)).toBe(1);
    await sendMessage(services, admin, say(conversation_id, 'I take over'));
    const conversation = await findConversation(services, admin, conversation_id);
    expect(conversation).toMatchObject({ status: 'open', assignee_id: admin.memberId, waiting_since: null });
    expect(await releaseConversations(services)).toBe(0);
  });

  it('keeps the sessions of somebody who works elsewhere too', async () => {
    const { services, admin, agent } = await stage();
    const other = await seedWorkspace(database());
    await database().orm.insert(members).values({
      workspaceId: other.workspaceId,
      id: randomUUID(),
      userId: agent.userId,
      name: 'Mo',
      role: 'agent',
    });
    const expiresAt = new Date(Date.now() + 60_000);
    const own = { id: randomUUID(), token: randomUUID(), userId: agent.userId, expiresAt };
    await database().orm.insert(session).values(own);
    await deactivateMember(services, admin, { member_id: agent.memberId });
    expect(await database().orm.$count(session, eq(session.id, own.id))).toBe(1);
  });

  it('lets somebody back in with the role they had', async () => {
    const { services, owner, admin } = await stage();
    await deactivateMember(services, owner, { member_id: admin.memberId });
    await reactivateMember(services, owner, { member_id: admin.memberId });
    expect(await rowOf(admin)).toMatchObject({ role: 'admin', deactivatedAt: null });
    expect((await audited(owner.workspaceId)).map(([action]) => action)).toEqual([
      'member.deactivated',
      'member.reactivated',
    ]);
  });

  it('hands ownership over, both sides audited, and never to somebody who left', async () => {
    const { services, owner, admin, agent } = await stage();
    await leaveWorkspace(services, agent);
    const toGone = transferOwnership(services, owner, { member_id: agent.memberId });
    await expect(toGone).rejects.toMatchObject({ code: 'not_found' });
    await transferOwnership(services, owner, { member_id: admin.memberId });
    expect([(await rowOf(owner)).role, (await rowOf(admin)).role]).toEqual(['admin', 'owner']);
    expect(await audited(owner.workspaceId)).toEqual([
      ['member.left', agent.memberId, agent.memberId],
      ['ownership.received', admin.memberId, owner.memberId],
      ['ownership.given', owner.memberId, owner.memberId],
    ]);
  });
});
