// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { dayName, shortDuration, waitInWords } from './format.ts';
import type { Messages } from './messages.ts';
import { rich, setLanguage, t } from './translate.ts';

afterEach(() => setLanguage('en', en));

describe('t', () => {
  it('puts values in place and picks the plural form', () => {
    expect(t('visitor.anonymous', { number: '1027' })).toBe('Visitor #1027');
    expect(t('empty.thread-waiting', { count: 1 })).toBe('1 visitor is waiting for a reply.');
    expect(t('empty.thread-waiting', { count: 12 })).toBe('12 visitors are waiting for a reply.');
  });

  it('leaves a value that looks like a placeholder as it is', () => {
    expect(t('thread.label', { name: '{count} $& {name}' })).toBe('Conversation with {count} $& {name}');
  });

  it("follows another language's plurals and numbers", () => {
    const forms = { one: '{count} vizitator', few: '{count} vizitatori', other: '{count} de vizitatori' };
    const romanian: Messages = { ...en, 'empty.thread-waiting': forms };
    setLanguage('ro', romanian);
    expect(t('empty.thread-waiting', { count: 3 })).toBe('3 vizitatori');
    expect(t('empty.thread-waiting', { count: 1200 })).toBe('1.200 de vizitatori');
  });

  it('hands back parts for values that are more than text', () => {
    const command = { type: 'code' };
    expect(rich<'forgot.no-mail', typeof command | string>('forgot.no-mail', { command })).toContain(command);
  });
});

describe('durations and days', () => {
  it('says how long somebody waits in the largest whole unit', () => {
    const [second, minute, hour] = [1000, 60_000, 3_600_000];
    const waits = [-5, 20 * second, 59 * second, minute, 59 * minute, hour, 47 * hour, 72 * hour];
    expect(waits.map(shortDuration)).toEqual(['1 s', '20 s', '59 s', '1 min', '59 min', '1 h', '1 d', '3 d']);
  });

  it('rounds a wait up, never down', () => {
    expect([0.2, 1, 42, 89.5, 91].map(waitInWords)).toEqual([
      '1 second',
      '1 second',
      '42 seconds',
      '2 minutes',
      '2 minutes',
    ]);
  });

  it('names days as a calendar does, over midnight and the turn of the year', () => {
    const now = new Date(2026, 0, 1, 0, 5).getTime();
    expect(dayName(new Date(2026, 0, 1, 0, 1).toISOString(), now)).toBe('Today');
    expect(dayName(new Date(2025, 11, 31, 23, 59).toISOString(), now)).toBe('Yesterday');
    expect(dayName(new Date(2025, 11, 30, 12).toISOString(), now)).toMatch(/30.*2025|2025.*30/);
  });
});
