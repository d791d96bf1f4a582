import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Config } from '../../config.ts';
import { codeOf, messageOf } from '../../db/database-error.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const ANSWER_WITHIN_MS = 2_000;
const EVERY_INTERFACE = new Set([undefined, '', '0.0.0.0', '::']);

export async function checkPorts({ port, demoPort, host, demo }: Config): Promise<Finding[]> {
  const main = await checkPort('PORT', port, host);
  return demo ? [main, await checkPort('DEMO_PORT', demoPort, host)] : [main];
}

async function checkPort(variable: string, port: number, host: string | undefined): Promise<Finding> {
  if (port === 0) return ok('port', `${variable} is 0: a free one is taken`);
  const error = await tryToListen(port, host);
  if (error === undefined) return ok('port', `${variable} ${port} is free`);
  if (codeOf(error) !== 'EADDRINUSE')
    return fail('port', `${variable} ${port} cannot be listened on: ${messageOf(error)}`, mend(variable));
  if (await isBellhop(port, host)) return ok('port', `${variable} ${port} is served by a running Bellhop`);
  // A demo's port that is taken costs only the demo's own origin.
  const judge = variable === 'PORT' ? fail : warn;
  return judge('port', `${variable} ${port} is taken by another program.`, mend(variable));
}

const mend = (variable: string) => `Stop what uses it, or set ${variable} (and HOST) otherwise.`;

async function tryToListen(port: number, host: string | undefined): Promise<unknown> {
  const server = createServer();
  try {
    server.listen({ port, host });
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return error;
  } finally {
    server.close();
  }
}

/** Ours says so at /healthz, and its demo has a page that embeds the widget. */
async function isBellhop(port: number, host: string | undefined): Promise<boolean> {
  const socket = connect({ port, host: EVERY_INTERFACE.has(host) ? '127.0.0.1' : host });
  const deadline = setTimeout(() => socket.destroy(), ANSWER_WITHIN_MS);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined);
  socket.write(`GET /healthz HTTP/1.1\r\nhost: localhost:${port}\r\nconnection: close\r\n\r\n`);
  await once(socket, 'close').catch(() => undefined);
  clearTimeout(deadline);
  return answer.includes('{"status":"ok"}');
}
