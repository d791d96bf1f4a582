import type { enGreetings } from '../en-greetings.ts';

type Words = Readonly<Record<keyof typeof enGreetings, string>>;

// Apart from their languages, which a page that only greets need not load.
export const greetingsDe: Words = {
  from: 'Nachricht von {name}',
  answer: 'Öffnet den Chat',
  dismiss: 'Ausblenden',
};

export const greetingsAr: Words = {
  from: 'رسالة من {name}',
  answer: 'يفتح الدردشة',
  dismiss: 'إخفاء',
};
