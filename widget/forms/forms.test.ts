import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../shared/client/stores.ts';
import type { PublicForms } from '../../shared/widget-settings/public-forms.ts';
import { enForms } from '../i18n/en-forms.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { createFakeSession } from '../testing/fake-session.ts';
import { cleaned, troublesOf } from './answers.ts';
import { keeperOf } from './kept-form.ts';
import { setTeam } from './set-team.ts';

const FIELDS = [
  { key: 'name', kind: 'text' },
  { key: 'email', kind: 'email', required: true },
  { key: 'topic', kind: 'select', options: ['A', 'B'], required: true },
  { key: 'terms', kind: 'checkbox', required: true },
] as const;

describe('answers', () => {
  it('[FM2] are looked at in the order of the questions', () => {
    expect([...troublesOf(FIELDS, { email: 'ada' }, enForms)]).toEqual([
      ['email', enForms.wrongEmail],
      ['topic', enForms.missingChoice],
      ['terms', enForms.missingTick],
    ]);
    expect(troublesOf(FIELDS, { email: 'a@b.de', topic: 'A', terms: true }, enForms).size).toBe(0);
  });

  it('[FM1] are sent without what is empty, unknown, not offered, or no text', () => {
    const values = { name: ' A\u0007da ', email: '', topic: 'C', terms: true, other: 'x' };
    expect(cleaned(FIELDS, values)).toEqual({ name: 'Ada', terms: true });
  });
});

const stage = (forms: PublicForms = { pre_chat: { fields: FIELDS } }, storage = createMemoryStore()) => {
  const session = createFakeSession();
  const sent: unknown[][] = [];
  const { send } = session;
  session.send = (...given) => {
    sent.push(given);
    return send(...given);
  };
  const errors: string[] = [];
  const panel = {
    context: { store: { session } },
    host: {
      config: { site: 'S', settings: { name: 'Shop', forms } },
      emit: (_event: string, { error }: { error: Error }) => errors.push(error.message),
    },
    storage,
  } as unknown as LaterPanel;
  return { panel, session, sent, errors, storage };
};

describe('what is kept of a form', () => {
  it('goes with the message that begins a conversation, once, also after a reload', () => {
    const first = stage();
    const { kept, keep } = keeperOf(first.panel);
    keep({ values: { name: 'Ada', other: 'x' }, ready: true });
    expect(keeperOf(first.panel).kept).toBe(kept);
    const { panel, session, sent } = stage(undefined, first.storage);
    keeperOf(panel);
    session.send('Hello');
    session.send('Again');
    const form = { form: 'pre_chat', values: { name: 'Ada' } };
    expect(sent.map(([, , extra]) => extra)).toEqual([
      { team: undefined, form },
      { team: undefined, form: undefined },
    ]);
  });

  it('[S10] is gone with the visitor', () => {
    const { panel, session, storage } = stage();
    const { kept, keep } = keeperOf(panel);
    keep({ values: { name: 'CANARY' } });
    session.reset();
    expect(kept.value).toEqual({ values: {} });
    expect(storage.keys('')).toEqual([]);
  });
});

describe('setTeam', () => {
  it('[FM5] takes a team that the site offers, and says so of any other', async () => {
    const { panel, session, sent, errors } = stage({ teams: [{ id: 'sales', name: 'Sales' }] });
    await setTeam(panel, 'sales');
    session.send('Hello');
    await setTeam(panel, 'other');
    session.send('Hello');
    await setTeam(panel, null);
    session.send('Hello');
    expect(sent.map(([, , extra]) => (extra as { team?: string }).team)).toEqual([
      'sales',
      'sales',
      undefined,
    ]);
    expect(errors).toEqual([`This site offers no team "other". It offers: 'sales'.`]);
  });
});
