// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PREFERENCE_DEFAULTS, type PreferenceValues } from '../../../shared/preferences/registry.ts';
import { createFakeSession, type FakeSession } from '../../testing/fake-session.ts';
import { makeConversation, makeEntry, ME, WORKSPACE } from '../../testing/make-conversation.ts';
import { route } from '../route.ts';
import { openAttention, type Attention } from './attention.ts';

interface Made {
  title: string;
  options: NotificationOptions;
  closed: boolean;
  click(): void;
}
let made: Made[];
let beeps: number;

class FakeNotification extends EventTarget {
  static permission = 'granted';
  readonly kept: Made;
  constructor(title: string, options: NotificationOptions) {
    super();
    this.kept = { title, options, closed: false, click: () => this.dispatchEvent(new Event('click')) };
    made.push(this.kept);
  }
  close() {
    this.kept.closed = true;
  }
}

/** Notes that start are counted, and nothing is heard. */
class FakeAudio {
  state = 'suspended';
  currentTime = 0;
  destination = {};
  resume = async () => void (this.state = 'running');
  close = async () => undefined;
  createOscillator = () => ({
    ...{ type: 'sine', frequency: this.param(), stop: () => undefined },
    connect: (node: unknown) => node,
    start: () => void beeps++,
  });
  createGain = () => ({ gain: this.param(), connect: (node: unknown) => node });
  private param = () => ({ setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined });
}

/** Locks as a browser has them: one holder at a time, the next when it is released. */
function fakeLocks() {
  const held = new Map<string, Promise<unknown>>();
  const request = (name: string, _options: unknown, hold: () => Promise<unknown>) => {
    const mine = (held.get(name) ?? Promise.resolve()).then(hold);
    held.set(name, mine);
    return mine;
  };
  return { request };
}

let session: FakeSession;
let open: Attention[];
const values = signal<PreferenceValues>(PREFERENCE_DEFAULTS);
const offers = signal<readonly { conversation_id: string; endsAt: number }[]>([]);
const lena = makeConversation({
  assignee_id: ME,
  status: 'open',
  visitor: { id: crypto.randomUUID(), name: 'Lena' },
});

function openTab(): Attention {
  const desk = {
    ...{ workspace: WORKSPACE, me: { id: ME, name: 'Mo' }, session },
    conversations: signal(new Map([[lena.id, lena]])),
    standing: { offers },
    preferences: { values },
    waitTargetMs: signal(60_000),
    ready: signal(true),
    labels: { viewer: signal({ me: ME, teams: new Set<string>() }) },
  };
  const tab = openAttention(desk as unknown as Parameters<typeof openAttention>[0]);
  open.push(tab);
  return tab;
}
const said = (text = 'Still there?') =>
  session.tell({
    type: 'workspace.changed',
    rev: 1,
    changes: [{ conversation: lena, entries: [makeEntry(3, { body: { text } })] }],
  });
/** Locks and tones answer a moment later. */
const settle = () => vi.waitFor(() => Promise.resolve().then(() => undefined));
const click = async () => {
  document.dispatchEvent(new Event('pointerdown'));
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  [made, beeps, open] = [[], 0, []];
  values.value = PREFERENCE_DEFAULTS;
  offers.value = [];
  session = createFakeSession([lena]);
  vi.stubGlobal('Notification', FakeNotification);
  vi.stubGlobal('AudioContext', FakeAudio);
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true });
  document.hasFocus = () => false;
});
afterEach(() => {
  for (const tab of open) tab.close();
  vi.unstubAllGlobals();
});

describe('attention', () => {
  it('shows and sounds once over two tabs, and the next tab goes on when the first is closed', async () => {
    openTab();
    openTab();
    await click();
    said();
    expect(made.map(({ title, options }) => [title, options.body])).toEqual([['Lena', 'Still there?']]);
    const once = beeps;
    expect(once).toBeGreaterThan(0);
    open.shift()!.close();
    await click();
    said();
    expect([made.length, beeps]).toEqual([2, 2 * once]);
  });

  it('makes no sound before the first click or key of the tab', async () => {
    openTab();
    await settle();
    said();
    expect([made.length, beeps]).toEqual([1, 0]);
  });

  it('hides the words, and is silent or not shown, as one chose', async () => {
    openTab();
    await click();
    values.value = { ...PREFERENCE_DEFAULTS, 'notify.hide_text': true, 'sound.on': false };
    said('My card number is 4111');
    expect(JSON.stringify(made)).not.toContain('4111');
    expect([made[0]?.title, beeps]).toEqual(['Lena', 0]);
    values.value = { ...PREFERENCE_DEFAULTS, 'notify.desktop': false };
    said();
    expect([made.length, beeps > 0]).toEqual([1, true]);
  });

  it('shows nothing while a window of ours is in front, and is quiet about what one looks at', async () => {
    const tab = openTab();
    await click();
    document.hasFocus = () => true;
    said();
    expect([made.length, beeps > 0]).toEqual([0, true]);
    const before = beeps;
    tab.show(lena.id);
    said();
    expect(beeps).toBe(before);
  });

  it('a click leads to the chat', async () => {
    openTab();
    await settle();
    said();
    made[0]!.click();
    expect(route.value).toMatchObject({ name: 'conversation', conversation: lena.id });
    expect(made[0]!.closed).toBe(true);
  });

  it('an offer stands until it is over, and then is taken back', async () => {
    openTab();
    await settle();
    offers.value = [{ conversation_id: lena.id, endsAt: Date.now() + 30_000 }];
    expect(made[0]).toMatchObject({ title: 'Lena is waiting', options: { requireInteraction: true } });
    offers.value = [];
    expect(made[0]!.closed).toBe(true);
  });
});
