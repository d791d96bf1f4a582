import { acceptInvitation, type Newcomer } from './invite.ts';
import type { Agent } from './agent.ts';
import type { Stage } from './stage.ts';

export const BEN: Newcomer = {
  email: 'ben@fernandfield.example',
  name: 'Ben',
  password: 'fiddleheads-in-april',
};
export const CLEO: Newcomer = {
  email: 'cleo@fernandfield.example',
  name: 'Cleo',
  password: 'peat-free-and-proud',
};

/** By the routes that the console calls, with the cookie of who is signed in. */
export const callAs = <T>(agent: Agent, method: string, path: string, body?: object): Promise<T> =>
  agent.page.evaluate(
    async ({ workspace, ...given }) => {
      const response = await fetch(`/api/v1/workspaces/${workspace}/${given.path}`, {
        method: given.method,
        ...(given.body && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(given.body),
        }),
      });
      if (!response.ok) throw new Error(`${given.path}: ${await response.text()}`);
      return (response.status === 204 ? undefined : await response.json()) as never;
    },
    { workspace: agent.workspace, method, path, body },
  );

/** Two colleagues of the owner, and teams of all three: chats offered in one wait long, in the other five seconds. */
export async function hireColleagues(stage: Stage): Promise<void> {
  const ada = await stage.agent();
  await ada.signIn();
  for (const one of [BEN, CLEO]) {
    const { link } = await callAs<{ link: string }>(ada, 'POST', 'invitations', {
      email: one.email,
      role: 'agent',
    });
    await acceptInvitation(await stage.agent(), link, one);
  }
  const { members } = await callAs<{ members: { id: string }[] }>(ada, 'GET', 'members');
  const member_ids = members.map(({ id }) => id);
  const plain = { strategy: 'manual', chat_limit: null, queue_limit: null, expectation: '', hours: null };
  for (const [name, offer_seconds] of [
    ['Ferns', 600],
    ['Quick ferns', 5],
  ] as const)
    await callAs(ada, 'POST', 'teams', {
      ...{ ...plain, name, offer_seconds, overflow_team_id: null, member_ids },
    });
}
