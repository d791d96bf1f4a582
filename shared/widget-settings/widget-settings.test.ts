import { describe, expect, it } from 'vitest';
import { compareSettings } from './compare-settings.ts';
import { defaultSettings } from './default-settings.ts';
import { launcherWords } from './launcher-words.ts';
import { liftSettings } from './lift-settings.ts';
import { launcherPart, toPublicSettings } from './public-settings.ts';
import { SETTINGS_SHAPE, widgetSettings, type WidgetSettings } from './schema.ts';

const PLAIN = defaultSettings('Shop');
const with_ = (over: object) => widgetSettings.safeParse({ ...PLAIN, ...over });
const own = (group: string, texts: object, language = 'en') => ({
  texts: { [language]: { [group]: texts } },
});
const inPanel = (texts: object) => own('panel', texts);
const launcher = (over: object) => with_({ launcher: { ...PLAIN.launcher, ...over } });

describe('the schema of widget settings', () => {
  it('takes the defaults as they are', () => {
    expect(widgetSettings.parse(PLAIN)).toEqual(PLAIN);
    expect(PLAIN.shape).toBe(SETTINGS_SHAPE);
  });

  it.each([
    '#abc',
    '#AABBCC80',
    'teal',
    'rgb(1 2 3)',
    'rgba(1, 2, 3, 50%)',
    'hsl(120deg 50% 50% / .5)',
    'oklch(0.47 0.11 168)',
    'color(display-p3 1 0 0)',
    'color-mix(in oklch, red 20%, rgb(0 0 255))',
  ])('takes the colour %s', (accent) => expect(with_({ accent }).success).toBe(true));

  it.each([
    '',
    '#ab',
    '#12345',
    'blurple',
    'inherit',
    'currentcolor',
    'transparent',
    'var(--x)',
    'rgb(var(--x))',
    'red;--b:url(x)',
    'url(https://evil.test)',
    'rgb(0 0 0)}',
    'RGB(calc(1) 2 3',
    'color-mix(in srgb, env(x), red)',
    `rgb(${'1'.repeat(200)})`,
  ])('[S12] refuses the colour %s', (accent) => expect(with_({ accent }).success).toBe(false));

  it.each([
    ['a name with a line break', { name: 'a\nb' }, 'name'],
    ['a long greeting', { greeting: 'x'.repeat(201) }, 'greeting'],
    ['a control character', { greeting: 'a\u0007' }, 'greeting'],
    ['a language without words', { texts: { tlh: {} } }, 'texts'],
    ['a text of no catalogue', { texts: { en: { panels: { send: 'Go' } } } }, 'texts.en'],
    ['an unknown text', { texts: { en: { panel: { sends: 'Go' } } } }, 'texts.en.panel'],
    ['a text of two lines', inPanel({ writeMessage: 'a\nb' }), 'texts.en.panel.writeMessage'],
    ['a long text', inPanel({ send: 'x'.repeat(201) }), 'texts.en.panel.send'],
    [
      'a long name of the launcher',
      own('launcher', { openChat: 'x'.repeat(101) }),
      'texts.en.launcher.openChat',
    ],
    ['a text that lost a value', inPanel({ saidAt: '{name}' }), 'texts.en.panel.saidAt'],
    ['a value that nothing fills in', inPanel({ send: 'Go {name}' }), 'texts.en.panel.send'],
    ['a text with forms where there are none', inPanel({ send: { other: 'x' } }), 'texts.en.panel.send'],
    [
      'a form without the one for the rest',
      own('line', { newMessages: { one: 'x' } }),
      'texts.en.line.newMessages.other',
    ],
    [
      'a form that lost its number',
      own('line', { newMessages: { other: 'x' } }),
      'texts.en.line.newMessages.other',
    ],
    ['a prototype', { texts: JSON.parse('{"__proto__":{}}') as object }, 'texts'],
    ['a prototype within', { texts: { en: JSON.parse('{"__proto__":{}}') as object } }, 'texts.en'],
    ['an unknown setting', { css: 'x' }, ''],
    ['another shape', { shape: 1 }, 'shape'],
  ])('refuses %s by its field', (_what, over, field) => {
    expect(with_(over).error?.issues[0]?.path.join('.')).toBe(field);
  });

  it('refuses a launcher that shows nothing, and one off the screen', () => {
    expect(launcher({ icon: 'none' }).error?.issues[0]?.path.join('.')).toBe('launcher.label');
    expect(launcher({ icon: 'none', label: 'Ask' }).success).toBe(true);
    expect(launcher({ side: 201 }).success).toBe(false);
    expect(launcher({ bottom: 1.5 }).success).toBe(false);
  });

  it('takes own texts in each language, and a form that names its number by itself', () => {
    const forms = { one: 'Something new', other: '{n} new' };
    expect(own('line', { newMessages: forms, read: '' }, 'ar')).toSatisfy(
      (over: object) => with_(over).success,
    );
  });
});

describe('liftSettings', () => {
  const first = { name: 'Fern', accent: '#123456', greeting: 'Hi', position: 'left' };

  it('lifts the first shape, which had no number', () => {
    expect(liftSettings(first)).toEqual({ ...defaultSettings('Fern'), ...first, shape: SETTINGS_SHAPE });
  });

  it('lifts the second shape, which had looks and texts alone', () => {
    const { name, accent, greeting, position, theme, launcher: look } = PLAIN;
    const texts = { openChat: 'Ask', writeMessage: 'Write!', expectation: '' };
    const second = { shape: 2, name, accent, greeting, position, theme, launcher: look, texts };
    expect(liftSettings({ ...second, name: 'Fern', theme: 'dark' })).toEqual({
      ...defaultSettings('Fern'),
      theme: 'dark',
      texts: {
        en: {
          launcher: { openChat: 'Ask', closeChat: '' },
          panel: { writeMessage: 'Write!', expectation: '' },
        },
      },
    });
    expect(liftSettings({ ...second, texts: {} }).texts).toEqual({});
  });

  it('leaves the latest shape alone', () => {
    expect(liftSettings(PLAIN)).toEqual(PLAIN);
  });

  it.each([
    null,
    7,
    {},
    { ...PLAIN, shape: SETTINGS_SHAPE + 1 },
    { ...PLAIN, shape: 'x' },
    { ...first, accent: 3 },
  ])('throws rather than guess: %j', (stored) => expect(() => liftSettings(stored)).toThrow());
});

const TALKATIVE: WidgetSettings = {
  ...PLAIN,
  name: 'Fern & Field',
  accent: 'teal',
  greeting: 'Hi',
  position: 'left',
  theme: 'dark',
  launcher: { icon: 'question', label: 'Ask us', side: 30, bottom: 0 },
  texts: {
    en: { panel: { send: '' } },
    de: { launcher: { openChat: 'Fragen' }, panel: { writeMessage: 'Schreiben…', expectation: '' } },
  },
};

describe('the public form', () => {
  it('leaves out what is as usual', () => {
    expect(toPublicSettings(PLAIN)).toEqual({ name: 'Shop' });
  });

  it('holds everything that is not', () => {
    expect(toPublicSettings(TALKATIVE)).toEqual({
      name: 'Fern & Field',
      accent: 'teal',
      greeting: 'Hi',
      position: 'left',
      theme: 'dark',
      icon: expect.stringMatching(/^M/) as string,
      label: 'Ask us',
      side: 30,
      bottom: 0,
      texts: { de: { launcher: { openChat: 'Fragen' }, panel: { writeMessage: 'Schreiben…' } } },
    });
    expect(toPublicSettings({ ...TALKATIVE, launcher: { ...TALKATIVE.launcher, icon: 'none' } }).icon).toBe(
      '',
    );
  });

  it('[S7] holds nothing that a later shape adds by itself', () => {
    const later = { ...TALKATIVE, internal: 'CANARY', launcher: { ...TALKATIVE.launcher, note: 'CANARY' } };
    expect(JSON.stringify(toPublicSettings(later))).not.toContain('CANARY');
  });

  it('has a part for the launcher that says where the rest is', () => {
    const part = launcherPart(toPublicSettings(TALKATIVE));
    expect(part).toMatchObject({
      accent: 'teal',
      position: 'left',
      label: 'Ask us',
      more: true,
    });
    expect(JSON.stringify(part)).not.toMatch(/Fern|Schreiben|Fragen|Hi"|dark/);
  });
});

it('the words of a launcher are those of the site, in its language', () => {
  const { openChat, closeChat } = launcherWords({ ...toPublicSettings(TALKATIVE), language: 'de' });
  expect([openChat, closeChat]).toEqual(['Fragen', 'Chat schließen']);
  expect(launcherWords(toPublicSettings(PLAIN)).openChat).toBe('Open chat');
});

it('compareSettings names what differs, field by field', () => {
  const after = {
    ...PLAIN,
    accent: 'red',
    launcher: { ...PLAIN.launcher, label: 'Ask' },
    texts: { en: { launcher: { openChat: 'Ask' } } },
  };
  expect(compareSettings(PLAIN, after)).toEqual([
    { field: 'accent', from: '#00704e', to: 'red' },
    { field: 'launcher.label', from: '', to: 'Ask' },
    { field: 'texts.en.launcher.openChat', from: '', to: 'Ask' },
  ]);
  expect(
    compareSettings(after, { ...after, texts: { en: { launcher: { openChat: 'Ask', closeChat: '' } } } }),
  ).toEqual([]);
});
