import { BellhopProtocol } from './bellhop-protocol.ts';
import { runClosedLoop } from './closed-loop.ts';
import { Crowd } from './crowd.ts';
import { runOpenLoop } from './open-loop.ts';
import type { LoadMessage, LoadPlan } from './plan.ts';
import type { Listener, Protocol } from './protocol.ts';
import { RelayProtocol } from './relay-protocol.ts';
import { SocketIoProtocol } from './socket-io-protocol.ts';

// One load, in a process of its own: it gets a plan, says what it saw, and ends.
const say = (message: LoadMessage, then?: () => void) => process.send?.(message, undefined, {}, then);

function fail(error: unknown): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say({ kind: 'failed', reason }, () => process.exit(1));
}

function protocolFor(target: LoadPlan['target'], listener: Listener): Protocol {
  if (target.protocol === 'bellhop') return new BellhopProtocol(target, listener);
  return target.protocol === 'relay'
    ? new RelayProtocol(target, listener)
    : new SocketIoProtocol(target, listener);
}

async function run({ target, visitors, traffic }: LoadPlan): Promise<void> {
  const crowd = new Crowd(visitors, fail);
  const protocol = protocolFor(target, crowd);
  await crowd.open(protocol);
  if (!traffic) return void say({ kind: 'opened' });
  await protocol.openAgent();
  const perSecond = await runClosedLoop(crowd, traffic.closed);
  const latencies = await runOpenLoop(crowd, traffic.open);
  protocol.close();
  say({ kind: 'measured', perSecond, latencies }, () => process.exit(0));
}

process.once('message', (plan) => void run(plan as LoadPlan).catch(fail));
process.once('disconnect', () => process.exit(0));
say({ kind: 'ready' });
