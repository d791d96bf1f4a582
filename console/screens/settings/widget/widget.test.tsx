// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '../../../../shared/protocol/http.ts';
import { defaultSettings } from '../../../../shared/widget-settings/default-settings.ts';
import type { PreviewScene } from '../../../../shared/widget-settings/preview-messages.ts';
import { english } from '../../../../widget/i18n/catalogues.ts';
import ar from '../../../../widget/i18n/languages/ar.ts';
import de from '../../../../widget/i18n/languages/de.ts';
import { stubServer, type Call } from '../../../testing/stub-server.ts';
import { forgetDrafts, unsavedPages } from '../unsaved.ts';
import WidgetPage from './widget-page.tsx';

const me: Me = {
  user: { id: 'U', email: 'ada@example.org', name: 'Ada' },
  memberships: [{ workspace: { id: 'W', name: 'Fern' }, member: { id: 'M', name: 'Ada', role: 'admin' } }],
};
const PATH = '/api/v1/workspaces/W/sites';
const PUBLISHED = defaultSettings('Shop');
const widget = (version: number, draft = PUBLISHED, published = PUBLISHED): [number, unknown] => [
  200,
  { draft, published, version, published_version: 1 },
];
let answers: Record<string, [number, unknown]>;
let calls: Call[];

beforeEach(() => {
  answers = {
    [`GET ${PATH}`]: [200, { sites: [{ id: 'S', name: 'Shop', archived_at: null }], limit: 50 }],
    [`GET ${PATH}/S/widget`]: widget(1),
    [`GET ${PATH}/S/widget/versions`]: [200, { versions: [], next: null }],
  };
  calls = stubServer((path) => answers[path]);
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  vi.unstubAllGlobals();
});

async function open() {
  render(<WidgetPage me={me} membership={me.memberships[0]!} id="S" />);
  const frame = await screen.findByTitle<HTMLIFrameElement>('Preview');
  const scenes: PreviewScene[] = [];
  const page = {
    postMessage: (scene: PreviewScene, target: string) => (
      expect(target).toBe(location.origin),
      scenes.push(scene)
    ),
  };
  Object.defineProperty(frame, 'contentWindow', { value: page });
  const hear = (data: unknown, source: unknown = page, origin = location.origin) =>
    act(() => void dispatchEvent(Object.assign(new Event('message'), { data, source, origin })));
  // The page in the frame loads long after the editor listens; here it has to be waited for.
  await waitFor(async () => {
    await hear({ type: 'bellhop-preview:ready', texts: { en: english, de, ar } });
    expect(screen.getByLabelText('Greeting').getAttribute('placeholder')).toBe('Hello. How can we help?');
  });
  return { frame, scenes, hear };
}
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the editor of the widget', () => {
  it('shows the real widget in a sandbox and tells it every change as it is typed', async () => {
    const { frame, scenes } = await open();
    expect([frame.getAttribute('src'), frame.getAttribute('sandbox')]).toEqual([
      '/console/preview.html',
      'allow-scripts allow-same-origin',
    ]);
    expect(screen.getByLabelText('Greeting').getAttribute('placeholder')).toBe('Hello. How can we help?');
    type('Accent colour', 'teal');
    await waitFor(() => expect(scenes.at(-1)?.settings).toEqual({ name: 'Shop', accent: 'teal' }));
    fireEvent.click(screen.getByRole('radio', { name: 'In a chat' }));
    await waitFor(() => expect(scenes.at(-1)).toMatchObject({ place: 'conversation', theme: 'light' }));
  });

  it('[S16] hears its own frame alone', async () => {
    const { hear } = await open();
    const bad = { type: 'bellhop-preview:shown', place: 'open', accent: { contrast: 1.5, adjusted: [] } };
    await hear(bad, window);
    await hear(bad, undefined, 'https://evil.test');
    expect(screen.queryByText(/contrast of 1.5/)).toBeNull();
    await hear({ ...bad, accent: { contrast: 6.42, adjusted: ['dark'] } });
    expect(screen.getByText(/contrast of 6.4 to 1\. In dark mode/)).toBeTruthy();
    await hear({ ...bad, accent: null });
    expect(screen.getByText(/cannot read this colour/)).toBeTruthy();
  });

  it('publishes what is typed, by way of the draft', async () => {
    await open();
    type('Accent colour', 'teal');
    expect(unsavedPages.value.has('widget')).toBe(true);
    const teal = { ...PUBLISHED, accent: 'teal' };
    answers[`PUT ${PATH}/S/widget/draft`] = widget(2, teal);
    answers[`POST ${PATH}/S/widget/publish`] = widget(3, teal, teal);
    press('Publish');
    await screen.findByText(/^Published\./);
    expect(calls.filter(({ path }) => !path.startsWith('GET'))).toEqual([
      { path: `PUT ${PATH}/S/widget/draft`, body: { version: 1, settings: teal } },
      { path: `POST ${PATH}/S/widget/publish`, body: { version: 2 } },
    ]);
    expect(unsavedPages.value.size).toBe(0);
  });

  it('says at the field what is wrong, and keeps it', async () => {
    await open();
    type('Label', 'x'.repeat(30));
    answers[`PUT ${PATH}/S/widget/draft`] = [
      400,
      {
        error: {
          code: 'bad_request',
          field: 'settings.launcher.label',
          message: 'settings.launcher.label: At most 24.',
        },
      },
    ];
    press('Save draft');
    await waitFor(() => expect(screen.getByLabelText('Label').getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByLabelText<HTMLInputElement>('Label').value).toBe('x'.repeat(30));
  });

  it('goes over what somebody else saved only when asked to', async () => {
    await open();
    type('Name', 'Mine');
    answers[`PUT ${PATH}/S/widget/draft`] = [
      409,
      { error: { code: 'conflict', field: 'version', message: 'Somebody.' } },
    ];
    press('Save draft');
    await screen.findByRole('button', { name: 'Keep mine' });
    answers[`GET ${PATH}/S/widget`] = widget(7, { ...PUBLISHED, name: 'Theirs' });
    answers[`PUT ${PATH}/S/widget/draft`] = widget(8, { ...PUBLISHED, name: 'Mine' });
    press('Keep mine');
    await screen.findByText(/^Draft saved/);
    expect(
      calls.at(-1)?.path === `GET ${PATH}/S/widget/versions` ? calls.at(-2)?.body : calls.at(-1)?.body,
    ).toMatchObject({
      version: 7,
      settings: { name: 'Mine' },
    });
  });

  it('finds any text of the widget and says it otherwise, in one language', async () => {
    const { scenes } = await open();
    fireEvent.click(screen.getByRole('radio', { name: 'Deutsch' }));
    type('Find a text', 'senden');
    expect(screen.getByText(/texts found$/)).toBeTruthy();
    const send = screen.getByLabelText<HTMLTextAreaElement>('Send message');
    expect([send.placeholder, send.lang]).toEqual(['Nachricht senden', 'de']);
    type('Send message', 'Ab damit');
    const said = { name: 'Shop', language: 'de', texts: { de: { panel: { send: 'Ab damit' } } } };
    await waitFor(() => expect(scenes.at(-1)).toMatchObject({ locale: 'de', settings: said }));
    expect(screen.getByText('1 of your own')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'English' }));
    type('Find a text', 'send message');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Send message').value).toBe('');
  });

  it('has a text keep what the widget fills in, in each form', async () => {
    await open();
    fireEvent.click(screen.getByRole('radio', { name: 'العربية' }));
    type('Find a text', 'new messages');
    type('{n} new messages (as for 3)', 'رسائل');
    expect(screen.getByText(/Keep \{n\} in it/)).toBeTruthy();
    type('{n} new messages (as for 3)', '{n} {x}');
    expect(screen.getByText(/Nothing fills in \{x\}/)).toBeTruthy();
    type('{n} new messages (as for 2)', 'رسالتان');
    type('{n} new messages (as for 3)', '{n} رسائل');
    expect(screen.queryByText(/Keep|Nothing fills/)).toBeNull();
  });

  it('has a greeting made, shown, moved and removed', async () => {
    const { scenes } = await open();
    const add = () => void press('Add a greeting');
    await act(add);
    type('What it says', 'Can we help?');
    type('On pages', '/shop/*');
    type('After seconds', '5');
    press('Show in the preview');
    await waitFor(() => expect(scenes.at(-1)).toMatchObject({ place: 'closed', greeting: 'Can we help?' }));
    const { greetings } = scenes.at(-1)!.settings;
    expect(greetings).toEqual([
      {
        id: expect.stringMatching(/^[a-z0-9]{12}$/) as string,
        text: 'Can we help?',
        page: '/shop/*',
        seconds: 5,
      },
    ]);
    await act(add);
    expect(screen.getAllByLabelText('What it says')).toHaveLength(2);
    await act(() => void press('Move greeting 2 up'));
    const said = () => screen.getAllByLabelText<HTMLInputElement>('What it says').map(({ value }) => value);
    expect(said()).toEqual(['', 'Can we help?']);
    await act(() => void press('Remove greeting 1'));
    expect(said()).toEqual(['Can we help?']);
  });
});
