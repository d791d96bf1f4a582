import { expect, it } from 'vitest';
import { fetchInbox } from '../conversations/fetch-inbox.ts';
import { readPosition } from '../log/read-position.ts';
import { seedWorkspace, testServices } from '../testing/seed.ts';
import { describeEachDatabase } from '../testing/test-database.ts';
import { renewEpochs } from './renew-epochs.ts';

describeEachDatabase('renewEpochs', (database) => {
  it('[R6] makes a client that knew the database before a restore start afresh', async () => {
    const services = testServices(database());
    const { workspaceId, agent } = await seedWorkspace(database());
    const before = await readPosition(database(), workspaceId);
    expect(await renewEpochs(database())).toBeGreaterThan(0);
    const after = await readPosition(database(), workspaceId);
    expect(after.epoch).not.toBe(before.epoch);
    expect(await fetchInbox(services, agent, { epoch: before.epoch, after: before.rev })).toMatchObject({
      reset: true,
    });
  });
});
