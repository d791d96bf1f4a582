// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreviewScene } from '../../shared/widget-settings/preview-messages.ts';
import { createPreview, type Preview } from './preview.ts';

const network = vi.fn<() => never>(() => {
  throw new Error('A preview has no way to a server.');
});
const scene = (over: Partial<PreviewScene> = {}): PreviewScene => ({
  type: 'bellhop-preview:show',
  settings: { name: 'Fern & Field' },
  place: 'closed',
  theme: 'light',
  locale: 'en',
  sample: { agent: 'Ada', question: 'Do you ship?', answer: 'We do.' },
  ...over,
});
const host = () => document.querySelector('bellhop-chat') as HTMLElement;
const within = <E extends HTMLElement>(selector: string) => host().shadowRoot?.querySelector<E>(selector);
const text = (selector: string) => within(selector)?.textContent ?? '';

beforeEach(() => {
  vi.stubGlobal('fetch', network);
  vi.stubGlobal('WebSocket', network);
  vi.stubGlobal('reportError', (error: unknown) => {
    throw error;
  });
});
let preview: Preview;
afterEach(() => {
  preview.destroy();
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('the preview', () => {
  it('changes the real widget as the settings change, without building it anew', async () => {
    const { show } = (preview = createPreview());
    show(scene({ place: 'open' }));
    const before = host();
    expect(text('h2')).toBe('Fern & Field');
    const settings = {
      name: 'Ferns',
      greeting: 'Ask us!',
      position: 'left' as const,
      side: 44,
      texts: { en: { panel: { expectation: 'Back soon' }, launcher: { openChat: 'Ask' } } },
    };
    show(scene({ place: 'open', settings }));
    expect(host()).toBe(before);
    expect([text('h2'), text('.hello'), text('.who p')]).toEqual(['Ferns', 'Ask us!', 'Back soon']);
    expect(within('.w')?.className).toContain('left');
    expect(within('.w')?.style.getPropertyValue('--x')).toBe('44px');
    show(scene({ settings: { ...settings, label: 'Questions?' } }));
    expect(within('button.l')?.ariaLabel).toBe('Questions?, Ask');
    expect(text('button.l')).toContain('Questions?');
    show(scene());
    expect(within('button.l')?.ariaLabel).toBe('Open chat');
    expect(within('.w')?.style.getPropertyValue('--x')).toBe('20px');
  });

  it('shows what is asked before a chat, as it is asked now', () => {
    const { show } = (preview = createPreview());
    const asking = (label: string) => ({
      name: 'Fern & Field',
      forms: { pre_chat: { fields: [{ key: 'order', label, kind: 'text' as const }] } },
    });
    show(scene({ place: 'open', settings: asking('Order?') }));
    expect(text('.ask label')).toBe('Order? (optional)');
    show(scene({ place: 'open', settings: asking('Number?') }));
    expect(text('.ask label')).toBe('Number? (optional)');
    show(scene({ place: 'conversation', settings: asking('Number?') }));
    expect(within('.ask')).toBeNull();
    show(scene({ place: 'open' }));
    expect(within('.ask')).toBeNull();
  });

  it('shows a conversation, and goes back to none', async () => {
    const { show } = (preview = createPreview());
    show(scene({ place: 'conversation' }));
    expect(text('.log')).toContain('Do you ship?');
    expect(text('.log')).toContain('We do.');
    show(scene({ place: 'open' }));
    expect(text('.log')).not.toContain('Do you ship?');
    expect(text('.hello')).toBe('Hello. How can we help?');
  });

  it('makes no visitor and no conversation, whatever is typed', async () => {
    const { show } = (preview = createPreview());
    show(scene({ place: 'open' }));
    const box = within<HTMLTextAreaElement>('textarea')!;
    box.value = 'Hello?';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    within('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await vi.waitFor(() => expect(text('.log')).toContain('Hello?'));
    expect(network).not.toHaveBeenCalled();
    expect(Object.keys(localStorage)).toEqual([]);
  });
});

it('shows a greeting beside the closed launcher, in the language of the words', () => {
  const { show } = (preview = createPreview());
  show(scene({ greeting: 'Can we help?', locale: 'de' }));
  expect(text('.gt')).toBe('Can we help?');
  expect(within('.gx')?.getAttribute('aria-label')).toBe('Ausblenden');
  show(scene({ greeting: 'Can we help?', place: 'open' }));
  expect(within('.g')).toBeNull();
});
