import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { Button } from './button.tsx';
import { Late } from './late.tsx';
import { Notice } from './notice.tsx';

interface Props<P> {
  /** Must stay the same function while the same module is meant. */
  load: () => Promise<{ default: ComponentType<P> }>;
  props: P;
}

type State<P> = { Loaded: ComponentType<P> } | 'loading' | 'failed';

/** A part of the console that is fetched when it is first shown. */
export function Lazy<P extends object>({ load, props }: Props<P>) {
  const [state, setState] = useState<State<P>>('loading');
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    setState('loading');
    load().then(
      (module) => wanted && setState({ Loaded: module.default }),
      () => wanted && setState('failed'),
    );
    return () => void (wanted = false);
  }, [load, tries]);
  if (state === 'loading') return <Loading />;
  if (state === 'failed') return <Failed onAgain={() => setTries(tries + 1)} />;
  return <state.Loaded {...props} />;
}

const Loading = () => (
  <Late>
    <div class="splash" role="status" aria-label={t('app.loading')} />
  </Late>
);

const Failed = ({ onAgain }: { onAgain: () => void }) => (
  <Notice
    icon="cloud"
    alert
    title={t('settings.failed')}
    action={
      <Button kind="primary" onClick={onAgain}>
        {t('error.try-again')}
      </Button>
    }
  />
);
