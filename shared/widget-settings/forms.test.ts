import { describe, expect, it } from 'vitest';
import { defaultSettings } from './default-settings.ts';
import { launcherPart, toPublicSettings } from './public-settings.ts';
import { widgetSettings, type WidgetSettings } from './schema.ts';

const PLAIN = defaultSettings('Shop');
const field = { key: 'order', label: 'Order', kind: 'text', required: false, options: [] };
const TEAM = '00000000-0000-4000-8000-000000000001';
const team = { id: 'sales', team_id: TEAM, name: 'Sales', expectation: '' };
const pathOf = (over: object) =>
  widgetSettings
    .safeParse({ ...PLAIN, pre_chat: { ...PLAIN.pre_chat, ...over } })
    .error?.issues[0]?.path.slice(1)
    .join('.');

describe('the settings of forms', () => {
  it.each([
    ['a key with a capital', { fields: [{ ...field, key: 'Order' }] }, 'fields.0.key'],
    ['[S14] a reserved key', { fields: [{ ...field, key: 'constructor' }] }, 'fields.0.key'],
    ['a question without words', { fields: [{ ...field, label: '' }] }, 'fields.0.label'],
    ['a list without options', { fields: [{ ...field, kind: 'select' }] }, 'fields.0.options'],
    ['options of a line', { fields: [{ ...field, options: ['A'] }] }, 'fields.0.options'],
    ['an option twice', { fields: [{ ...field, kind: 'select', options: ['A', 'A'] }] }, 'fields.0.options'],
    ['an address as a line', { fields: [{ ...field, key: 'email' }] }, 'fields.0.kind'],
    ['a key twice', { fields: [field, field] }, 'fields.1.key'],
    [
      '[S28] nine questions',
      { fields: Array.from({ length: 9 }, (_, n) => ({ ...field, key: `k${n}` })) },
      'fields',
    ],
    ['an id with a space', { teams: [{ ...team, id: 'our sales' }] }, 'teams.0.id'],
    ['a team twice', { teams: [team, { ...team, id: 'more' }] }, 'teams.1.team_id'],
    ['an id twice', { teams: [team, { ...team, team_id: TEAM.replace(/1$/, '2') }] }, 'teams.1.id'],
  ])('refuse %s by its field', (_what, over, path) => expect(pathOf(over)).toBe(path));

  it('[S7] tell pages what is asked and offered, and no id of a team; the launcher carries none of it', () => {
    const asking = widgetSettings.parse({
      ...PLAIN,
      pre_chat: { enabled: true, intro: '', fields: [field], teams: [team] },
    }) as WidgetSettings;
    const told = toPublicSettings(asking);
    expect(told.forms).toEqual({
      pre_chat: { fields: [{ key: 'order', kind: 'text', label: 'Order' }] },
      teams: [{ id: 'sales', name: 'Sales' }],
    });
    expect(JSON.stringify(told)).not.toContain(TEAM);
    expect(launcherPart(told).forms).toBeUndefined();
    expect(toPublicSettings(PLAIN).forms).toBeUndefined();
  });
});
