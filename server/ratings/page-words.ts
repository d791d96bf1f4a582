/** What the page behind a link says. */
export interface PageWords {
  language: string;
  title: string;
  scores: readonly string[];
  comment: string;
  send: string;
  thanks: string;
  choose: string;
  tooLong: string;
  tooLate: string;
  gone: string;
}

const ALL: readonly [PageWords, ...PageWords[]] = [
  {
    language: 'en',
    title: 'How was this chat?',
    scores: ['Terrible', 'Bad', 'Okay', 'Good', 'Great'],
    comment: 'What should we know? (optional)',
    send: 'Send rating',
    thanks: 'Thank you for your rating.',
    choose: 'Choose one of the faces first.',
    tooLong: 'At most 1,000 characters fit here.',
    tooLate: 'This chat cannot be rated at the moment: the time for it is over, or it goes on.',
    gone: 'This link does not work any more. Links to rate a chat are valid for 7 days.',
  },
  {
    language: 'de',
    title: 'Wie war dieser Chat?',
    scores: ['Furchtbar', 'Schlecht', 'In Ordnung', 'Gut', 'Großartig'],
    comment: 'Was sollten wir wissen? (freiwillig)',
    send: 'Bewertung senden',
    thanks: 'Danke für Ihre Bewertung.',
    choose: 'Wählen Sie zuerst ein Gesicht aus.',
    tooLong: 'Hier passen höchstens 1.000 Zeichen hinein.',
    tooLate: 'Dieser Chat kann gerade nicht bewertet werden: Die Zeit dafür ist um, oder er geht weiter.',
    gone: 'Dieser Link gilt nicht mehr. Links zum Bewerten eines Chats sind 7 Tage lang gültig.',
  },
  {
    language: 'ar',
    title: 'كيف كانت هذه المحادثة؟',
    scores: ['سيئة جدًا', 'سيئة', 'مقبولة', 'جيدة', 'ممتازة'],
    comment: 'ما الذي تودّ إخبارنا به؟ (اختياري)',
    send: 'إرسال التقييم',
    thanks: 'شكرًا على تقييمك.',
    choose: 'اختر أحد الوجوه أولًا.',
    tooLong: 'لا يتّسع هذا الحقل لأكثر من 1000 حرف.',
    tooLate: 'لا يمكن تقييم هذه المحادثة الآن: انتهت المهلة أو ما زالت المحادثة مستمرة.',
    gone: 'لم يعد هذا الرابط صالحًا. روابط تقييم المحادثات صالحة لمدة 7 أيام.',
  },
];

/** In the first language of the browser that there are words in. */
export function pageWords(acceptLanguage: string | null): PageWords {
  const asked = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  const spoken = asked.map((tag) => ALL.find(({ language }) => language === tag));
  return spoken.find(Boolean) ?? ALL[0];
}
