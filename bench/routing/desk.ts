import type { WorkspaceChanged } from '../../shared/protocol/server-frames.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { Sockets } from '../load/sockets.ts';
import { PASSWORD } from './seed-queue.ts';

const CHANGED = '{"type":"workspace.changed"';
/** What is offered to nobody need not be read. */
const OFFERED = '"type":"offered"';
const WELCOME = '{"type":"welcome"';

interface Desk {
  url: string;
  workspaceId: string;
  agent: { memberId: string; email: string };
  /** Where they sit: an address may try only so many passwords. */
  address: string;
  /** A conversation was offered to this agent, on this agent's own socket. */
  onOffer(conversationId: string): void;
}

/** Signs an agent in, and opens the socket that their console would have. */
export async function openDesk(
  sockets: Sockets,
  { url, workspaceId, agent, address, onOffer }: Desk,
): Promise<void> {
  const cookie = await signIn(url, agent.email, address);
  await new Promise<void>((resolve) => {
    const socket = sockets.open(
      `${url.replace('http', 'ws')}/ws`,
      { origin: url, headers: { cookie } },
      (text) => {
        if (text.startsWith(WELCOME)) resolve();
        else if (text.startsWith(CHANGED) && text.includes(OFFERED)) {
          for (const id of offersIn(JSON.parse(text) as WorkspaceChanged, agent.memberId)) onOffer(id);
        }
      },
    );
    const hello = { type: 'hello', v: PROTOCOL_VERSION, role: 'agent', workspace: workspaceId };
    socket.on('open', () => socket.send(JSON.stringify(hello)));
  });
}

export const offersIn = ({ changes }: Pick<WorkspaceChanged, 'changes'>, memberId: string): string[] =>
  changes.flatMap(({ conversation, entries }) =>
    entries
      .filter(({ type, body }) => type === 'offered' && body['member_id'] === memberId)
      .map(() => conversation.id),
  );

async function signIn(url: string, email: string, address: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, origin: url },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`Signing in answered ${response.status}: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}
