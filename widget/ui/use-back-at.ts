import { useEffect, useState } from 'preact/hooks';
import { usePanel } from './panel-context.ts';

// By itself, for the build to know how to try it again.
const load = () => import('../panel/back-at.ts');

/** "Back at 09:00" while nobody is there and an opening is in sight, else nothing. Only then its code is fetched. */
export const useBackAt = (): string | null | undefined => {
  const panel = usePanel();
  const { store, opening: atLoad, locale } = panel;
  const opening = store.state.value.opening ?? atLoad;
  const at = opening && !opening.open ? opening.changes_at : null;
  const [back, setBack] = useState('');
  useEffect(() => {
    if (!at) return undefined;
    const told = load().then(
      (module) => module.tellBackAt(at, panel, setBack),
      () => () => {},
    );
    return () => void told.then((stop) => stop());
  }, [at, locale]);
  return at && back;
};
