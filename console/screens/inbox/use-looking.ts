import { useEffect, useState } from 'preact/hooks';

const looks = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

/** Whether somebody has this page before them. */
export function useLooking(): boolean {
  const [isLooking, setLooking] = useState(looks);
  useEffect(() => {
    const read = () => setLooking(looks());
    const events = ['focus', 'blur'];
    for (const name of events) addEventListener(name, read);
    document.addEventListener('visibilitychange', read);
    return () => {
      for (const name of events) removeEventListener(name, read);
      document.removeEventListener('visibilitychange', read);
    };
  }, []);
  return isLooking;
}
