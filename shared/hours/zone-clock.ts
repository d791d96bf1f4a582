export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** A stretch of time, from `start` up to but not including `end`, over which a zone's clock runs evenly. */
export interface Stretch {
  start: number;
  end: number;
  /** What to add to an instant to get the zone's wall clock, both in milliseconds. */
  offset: number;
}

interface Block {
  before: number;
  turn: number;
  after: number;
}

interface Clock {
  format: Intl.DateTimeFormat;
  blocks: Map<number, Block>;
}

// A block may hold one change of offset. The closest two in the tz database since 1970 are 6 days 23 hours
// apart (Recife 2000; Gaza in years to come), and the second undoes the first, so longer blocks would miss both.
const BLOCK_MS = 4 * DAY_MS;
const MAX_BLOCKS = 2_000;
const MAX_CLOCKS = 500;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9990, 0, 1);

const clocks = new Map<string, Clock>();

/** Whether this runtime knows the name as an IANA time zone. Bare offsets (`+05:30`) are no zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z][a-z0-9_+/-]{1,63}$/i.test(name)) return false;
  try {
    return zoneFormat(name) !== undefined;
  } catch {
    return false;
  }
}

/** Milliseconds of an instant; throws a RangeError for an invalid date and outside the years 1970 to 9989. */
export function instantMs(instant: Date): number {
  const ms = instant.getTime();
  if (ms >= EARLIEST && ms < LATEST) return ms;
  throw new RangeError('An instant needs to be a valid date from 1970 to 9989.');
}

/** The zone's offset at an instant. Throws a RangeError for a zone that this runtime does not know. */
export function offsetAt(zone: string, ms: number): number {
  const block = blockOf(clockOf(zone), Math.floor(ms / BLOCK_MS));
  return ms < block.turn ? block.before : block.after;
}

/** The stretches of even time that cover `from` to `until`, in order and without gaps; read as they are asked for. */
export function* stretches(zone: string, from: number, until: number): Generator<Stretch> {
  const clock = clockOf(zone);
  for (let index = Math.floor(from / BLOCK_MS); index * BLOCK_MS < until; index++) {
    const { before, turn, after } = blockOf(clock, index);
    const start = Math.max(from, index * BLOCK_MS);
    const end = Math.min(until, (index + 1) * BLOCK_MS);
    if (start < turn) yield { start, end: Math.min(turn, end), offset: before };
    if (turn < end) yield { start: Math.max(turn, start), end, offset: after };
  }
}

function clockOf(zone: string): Clock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = { format: zoneFormat(zone), blocks: new Map<number, Block>() };
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  clocks.set(zone, clock);
  return clock;
}

function blockOf(clock: Clock, index: number): Block {
  const known = clock.blocks.get(index);
  if (known !== undefined) return known;
  const start = index * BLOCK_MS;
  const end = start + BLOCK_MS;
  const before = clock.blocks.get(index - 1)?.after ?? readOffset(clock.format, start);
  const after = clock.blocks.get(index + 1)?.before ?? readOffset(clock.format, end);
  const turn = before === after ? end : findTurn(clock.format, start, end, before);
  const block = { before, turn, after };
  if (clock.blocks.size >= MAX_BLOCKS) clock.blocks.clear();
  clock.blocks.set(index, block);
  return block;
}

function findTurn(format: Intl.DateTimeFormat, start: number, end: number, before: number): number {
  let early = start / 1000;
  let late = end / 1000;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (readOffset(format, middle * 1000) === before) early = middle;
    else late = middle;
  }
  return late * 1000;
}

/** The instant has whole seconds: formats cut off what is less. */
function readOffset(format: Intl.DateTimeFormat, ms: number): number {
  const [month, day, year, hour, minute, second] = format.format(ms).match(/\d+/g)?.map(Number) ?? [];
  return Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second) - ms;
}

function zoneFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}
