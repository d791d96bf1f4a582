import { parseArgs } from 'node:util';
import { PEER_NAMES, type PeerName } from './peers/peer.ts';

export interface BenchOptions {
  only: PeerName[];
  rounds: number;
  /** Of the closed and of the open loop, each. */
  seconds: number;
  inFlight: number;
  visitors: number;
  idle: number;
  idleRounds: number;
  rate: number;
  assert: boolean;
  /** Runs server/main.ts through tsx instead of building first. */
  source: boolean;
  nodeOptions: string[];
  /** Measures nothing but a sweep of so many idle conversations; 0 for everything else. */
  idleSweep: number;
  /** Measures nothing but the widget in a browser. */
  widget: boolean;
  /** Measures nothing but routing. */
  routing: boolean;
  /** For how long chats enter the queue; 0 leaves routing out. */
  routingSeconds: number;
}

export const USAGE = `npm run bench -- [options]
  --only NAMES     some of ${PEER_NAMES.join(',')}
  --rounds N       rounds of traffic over all peers (5)
  --seconds N      length of each loop (4)
  --in-flight N    messages under way in the closed loop (500)
  --visitors N     connected visitors, who write in turn (5000)
  --idle N         idle connections for the memory measure (4000), 0 to leave it out
  --rate N         messages a second of the open loop (2000)
  --quick          one short round, few connections, no budgets
  --no-assert      print only; broken budgets do not fail
  --source         run the server's source through tsx instead of the build
  --node-option X  an option for Bellhop's Node, as --cpu-prof; may be repeated
  --idle-sweep     two processes warn and end idle conversations beside a chat; nothing else is measured
  --widget         the widget beside others in Chromium; nothing else is measured
  --routing        from entering the queue to the offer; nothing else is measured
  --conversations N  how many of them (50000)`;

const OPTIONS = {
  only: { type: 'string' },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  'in-flight': { type: 'string' },
  visitors: { type: 'string' },
  idle: { type: 'string' },
  rate: { type: 'string' },
  quick: { type: 'boolean', default: false },
  'no-assert': { type: 'boolean', default: false },
  source: { type: 'boolean', default: false },
  'idle-sweep': { type: 'boolean', default: false },
  routing: { type: 'boolean', default: false },
  widget: { type: 'boolean', default: false },
  conversations: { type: 'string' },
  'node-option': { type: 'string', multiple: true, default: [] as string[] },
} as const;

const SWEPT = 50_000;
const ROUTING_SECONDS = 12;
const QUICK_ROUTING_SECONDS = 3;
const FULL = { rounds: 5, seconds: 4, inFlight: 500, visitors: 5000, idle: 4000, idleRounds: 3, rate: 2000 };
const QUICK = { rounds: 1, seconds: 1, inFlight: 100, visitors: 1000, idle: 500, idleRounds: 1, rate: 500 };

export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const base = values.quick ? QUICK : FULL;
  const options = {
    only: peersOf(values.only),
    rounds: numberOf('rounds', values.rounds, base.rounds),
    seconds: numberOf('seconds', values.seconds, base.seconds),
    inFlight: numberOf('in-flight', values['in-flight'], base.inFlight),
    visitors: numberOf('visitors', values.visitors, base.visitors),
    idle: numberOf('idle', values.idle, base.idle),
    idleRounds: base.idleRounds,
    rate: numberOf('rate', values.rate, base.rate),
    assert: !values['no-assert'] && !values.quick,
    source: values.source,
    nodeOptions: values['node-option'],
    idleSweep: values['idle-sweep'] ? numberOf('conversations', values.conversations, SWEPT) : 0,
    routing: values.routing,
    widget: values.widget,
    routingSeconds: values.quick ? QUICK_ROUTING_SECONDS : ROUTING_SECONDS,
  };
  if (options.inFlight * 2 > options.visitors)
    throw new RangeError('--visitors must be at least twice --in-flight: each has one message under way.');
  if (options.idleSweep % 2 !== 0)
    throw new RangeError('--conversations must be even: half of them are in each of two workspaces.');
  if (options.idle > options.visitors) throw new RangeError('--idle must be at most --visitors.');
  return options;
}

function peersOf(only: string | undefined): PeerName[] {
  const names = only === undefined ? [...PEER_NAMES] : only.split(',');
  return names.map((name) => {
    const known = PEER_NAMES.find((peer) => peer === name);
    if (!known) throw new RangeError(`--only knows no '${name}': one of ${PEER_NAMES.join(', ')}.`);
    return known;
  });
}

function numberOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || (value === 0 && name !== 'idle'))
    throw new RangeError(`--${name} must be a positive number (it is '${text}').`);
  return value;
}
