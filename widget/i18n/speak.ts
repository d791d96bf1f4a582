import type { Spoken } from './translator.ts';

// By itself, for the build to know how to try it again.
const loadOther = () => import('./speak-other.ts');

/** English needs nothing that the panel does not have, where the launcher speaks it too; all else comes with its words. */
export const speak = async (asked: string, launcher?: string): Promise<Spoken> => {
  if (/^en(-[A-Z]{2})?$/.test(asked) && !launcher) return { locale: asked };
  return loadOther().then(
    ({ speakOther }) => speakOther(asked, launcher),
    () => ({ locale: 'en' }),
  );
};
