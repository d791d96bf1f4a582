import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { seedAgent, seedWorkspace, testServices } from '../testing/seed.ts';
import { useDatabase } from '../testing/test-database.ts';
import { deliverInvitation } from './deliver-invitation.ts';
import { invitations } from './tables.ts';

const database = useDatabase('pglite');

it('comes from the sender of the workspace', async () => {
  const services = testServices(database());
  const { workspaceId } = await seedWorkspace(database());
  const ada = await seedAgent(database(), workspaceId, 'Ada', 'admin');
  const changes = { 'mail.sender_name': 'Fern & Field', 'mail.sender_address': 'chat@fern.example' };
  await changeSettings(services, ada, { base_version: 0, changes });
  const sent: Mail[] = [];
  const mail: Mailer = {
    send: async (one) => void sent.push(one),
    verify: () => Promise.resolve(),
    close: () => undefined,
  };
  const id = randomUUID();
  await database()
    .orm.insert(invitations)
    .values({
      workspaceId,
      id,
      email: 'mo@example.org',
      role: 'agent',
      tokenHash: 'hash',
      invitedBy: ada.memberId,
      expiresAt: new Date(Date.now() + 60_000),
    });
  const config = { publicUrl: 'https://chat.test' };
  const given = { db: database(), config, mail, logger: { warn: () => undefined } };
  await deliverInvitation(given, ada, id, 'token');
  expect(sent).toMatchObject([{ from: { name: 'Fern & Field', address: 'chat@fern.example' } }]);
});
