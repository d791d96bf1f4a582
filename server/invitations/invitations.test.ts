import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Role } from '../../shared/protocol/http.ts';
import { auditEntries } from '../audit/tables.ts';
import { user } from '../auth/tables.ts';
import type { AgentActor } from '../identity.ts';
import { changeRole } from '../members/change-role.ts';
import { deactivateMember } from '../members/deactivate-member.ts';
import { members } from '../members/tables.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { acceptInvitation, joinByInvitation, viewInvitation } from './accept-invitation.ts';
import { inviteMember, MAX_PENDING_INVITATIONS } from './invite-member.ts';
import { listInvitations, resendInvitation, revokeInvitation } from './manage-invitations.ts';
import { newInviteToken } from './invite-token.ts';
import { invitations } from './tables.ts';

const invalid = { code: 'not_found', field: 'token' };

describeEachDatabase('invitations', (database) => {
  const stage = async () => {
    const core = testServices(database());
    const logger = { warn: () => undefined };
    const services = { ...core, config: { publicUrl: 'https://chat.test' }, mail: null, logger };
    const { workspaceId } = await seedWorkspace(database());
    const owner = await seedAgent(database(), workspaceId, 'Ola', 'owner');
    const admin = await seedAgent(database(), workspaceId, 'Ada', 'admin');
    const invite = async (role: Role = 'agent', email = `${randomUUID()}@example.org`) => {
      const { link, invitation } = await inviteMember(services, admin, { email, role });
      return { token: link!.split('#/invite/')[1]!, email, id: invitation.id };
    };
    const accept = (token: string, name = 'Nia') =>
      acceptInvitation(services, { token, name, hash: async () => 'a hash' });
    return { services, workspaceId, owner, admin, invite, accept };
  };
  const isSignedIn = (userId: string, email: string) =>
    ({ kind: 'user', onlyWorkspaceId: null, userId, sessionId: randomUUID(), email, name: 'Nia' }) as const;
  const membersOf = (workspaceId: string) =>
    database().orm.select().from(members).where(eq(members.workspaceId, workspaceId));

  it('lets a new person in, once, with the address and the role that were invited', async () => {
    const { services, workspaceId, invite, accept } = await stage();
    const { token, email } = await invite('admin');
    expect(await viewInvitation(services, token)).toMatchObject({
      workspace: { name: 'Fern & Field' },
      email,
      role: 'admin',
      invited_by: 'Ada',
    });
    expect(await accept(token)).toEqual({ workspace_id: workspaceId });
    const [person] = await database().orm.select().from(user).where(eq(user.email, email));
    const made = (await membersOf(workspaceId)).find(({ userId }) => userId === person!.id);
    expect(made).toMatchObject({ role: 'admin', name: 'Nia', deactivatedAt: null });
    await expect(accept(token)).rejects.toMatchObject(invalid);
    await expect(viewInvitation(services, token)).rejects.toMatchObject(invalid);
  });

  it('[S7] of twenty who accept at once, one gets in', async () => {
    const { workspaceId, invite, accept } = await stage();
    const { token } = await invite();
    const before = (await membersOf(workspaceId)).length;
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => accept(token)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject(invalid);
    expect(await membersOf(workspaceId)).toHaveLength(before + 1);
  });

  it('[S7] of twenty who join at once with the same account, one gets in', async () => {
    const { services, workspaceId, invite } = await stage();
    const { token, email } = await invite();
    const elsewhere = await seedAgent(database(), (await seedWorkspace(database())).workspaceId, 'Nia');
    const who = isSignedIn(elsewhere.userId, email.toUpperCase());
    const join = () => joinByInvitation(services, who, token);
    const results = await Promise.allSettled(Array.from({ length: 20 }, join));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await membersOf(workspaceId)).filter(({ userId }) => userId === who.userId)).toHaveLength(1);
  });

  it('[S7] keeps no link, only its hash', async () => {
    const { workspaceId, invite } = await stage();
    const { token } = await invite();
    const rows = await database()
      .orm.select()
      .from(invitations)
      .where(eq(invitations.workspaceId, workspaceId));
    const log = await database().orm.select().from(auditEntries);
    const secret = token.split('.')[1]!;
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([rows, log])).not.toContain(secret);
  });

  it('refuses a link alike when it is used, expired, taken back, altered, or of another workspace or person', async () => {
    const { services, workspaceId, admin, invite, accept } = await stage();
    const [used, expired, revoked, good] = [await invite(), await invite(), await invite(), await invite()];
    await accept(used.token);
    await database()
      .orm.update(invitations)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(invitations.id, expired.id));
    await revokeInvitation(services, admin, { invitation_id: revoked.id });
    const other = await seedWorkspace(database());
    const [own, secret] = good.token.split('.') as [string, string];
    const [foreign] = newInviteToken(other.workspaceId).token.split('.') as [string];
    const altered = `${own}.${secret.startsWith('A') ? 'B' : 'A'}${secret.slice(1)}`;
    const tokens = [
      used.token,
      expired.token,
      revoked.token,
      altered,
      `${foreign}.${secret}`,
      secret,
      '',
      '💥',
    ];
    const answers: unknown[] = [];
    for (const token of tokens) {
      const who = isSignedIn(admin.userId, good.email);
      for (const attempt of [
        () => viewInvitation(services, token),
        () => accept(token),
        () => joinByInvitation(services, who, token),
      ])
        answers.push(await attempt().then(String, (error: { toBody(): unknown }) => error.toBody()));
    }
    const stranger = joinByInvitation(services, isSignedIn(admin.userId, 'other@example.org'), good.token);
    answers.push(await stranger.then(String, (error: { toBody(): unknown }) => error.toBody()));
    expect(answers[0]).toMatchObject(invalid);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await accept(good.token)).toEqual({ workspace_id: workspaceId });
  });

  it('asks who has an account to sign in, and leaves the link good', async () => {
    const { services, workspaceId, invite, accept } = await stage();
    const known = await seedAgent(database(), (await seedWorkspace(database())).workspaceId, 'Nia');
    const email = `${known.userId}@example.org`;
    const { token } = await invite('agent', email);
    await expect(accept(token)).rejects.toMatchObject({ code: 'conflict' });
    const joined = await joinByInvitation(services, isSignedIn(known.userId, email), token);
    expect(joined).toEqual({ workspace_id: workspaceId });
  });

  it('brings back who worked here before, as the same member', async () => {
    const { services, admin, owner, workspaceId, invite } = await stage();
    const gone = await seedAgent(database(), workspaceId, 'Gil', 'admin');
    await deactivateMember(services, owner, { member_id: gone.memberId });
    const email = `${gone.userId}@example.org`;
    const { token } = await invite('agent', email);
    await joinByInvitation(services, isSignedIn(gone.userId, email), token);
    const back = (await membersOf(workspaceId)).find(({ userId }) => userId === gone.userId);
    expect(back).toMatchObject({ id: gone.memberId, role: 'agent', deactivatedAt: null });
    const again = inviteMember(services, admin, { email, role: 'agent' });
    await expect(again).rejects.toMatchObject({ code: 'conflict', field: 'email' });
  });

  it('has one open link an address: inviting again, and sending again, end the one before', async () => {
    const { services, admin, invite, accept } = await stage();
    const first = await invite();
    const second = await invite('agent', first.email.toUpperCase());
    await expect(accept(first.token)).rejects.toMatchObject(invalid);
    const { link, delivery } = await resendInvitation(services, admin, { invitation_id: second.id });
    expect(delivery).toBe('link');
    await expect(accept(second.token)).rejects.toMatchObject(invalid);
    expect(await listInvitations(services, admin)).toMatchObject([{ email: first.email, state: 'open' }]);
    await accept(link!.split('#/invite/')[1]!);
    expect(await listInvitations(services, admin)).toEqual([]);
  });

  it('leaves the making of owners to owners', async () => {
    const { services, owner, admin } = await stage();
    const input = { email: `${randomUUID()}@example.org`, role: 'owner' } as const;
    await expect(inviteMember(services, admin, input)).rejects.toMatchObject({
      code: 'forbidden',
      field: 'role',
    });
    const { invitation } = await inviteMember(services, owner, input);
    const resent = resendInvitation(services, admin, { invitation_id: invitation.id });
    await expect(resent).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('ends the links of who may invite no more', async () => {
    const { services, owner, admin, invite, accept } = await stage();
    const kept = await invite('admin');
    await changeRole(services, owner, { member_id: admin.memberId, role: 'agent' });
    await expect(accept(kept.token)).rejects.toMatchObject(invalid);
    await changeRole(services, owner, { member_id: admin.memberId, role: 'admin' });
    const second = await invite('admin');
    await deactivateMember(services, owner, { member_id: admin.memberId });
    await expect(accept(second.token)).rejects.toMatchObject(invalid);
  });

  it('is nothing to an outsider', async () => {
    const { services, invite } = await stage();
    const outsider: AgentActor = await seedAgent(
      database(),
      (await seedWorkspace(database())).workspaceId,
      'Out',
      'owner',
    );
    const { id: invitation_id } = await invite();
    expect(await listInvitations(services, outsider)).toEqual([]);
    const missing = { code: 'not_found' };
    await expect(resendInvitation(services, outsider, { invitation_id })).rejects.toMatchObject(missing);
    await expect(revokeInvitation(services, outsider, { invitation_id })).rejects.toMatchObject(missing);
  });

  it('[S28] has a cap, that ends when some are taken back', async () => {
    const { services, workspaceId, admin, invite } = await stage();
    const expiresAt = new Date(Date.now() + 60_000);
    const rows = Array.from({ length: MAX_PENDING_INVITATIONS - 1 }, (_, index) => ({
      workspaceId,
      id: randomUUID(),
      email: `${index}-${workspaceId}@example.org`,
      role: 'agent' as const,
      tokenHash: String(index),
      invitedBy: admin.memberId,
      expiresAt,
    }));
    await database().orm.insert(invitations).values(rows);
    const last = await invite();
    await expect(invite()).rejects.toMatchObject({ code: 'conflict' });
    // Not one more: it takes the place of the one before.
    const { id } = await invite('agent', last.email);
    await revokeInvitation(services, admin, { invitation_id: id });
    await invite();
  });
});
