import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';

const PATIENCE_MS = 200;

/** Something is on its way; what it holds is shown only when that is still so after a moment. */
export function Late({ children }: { children: ComponentChildren }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="late" aria-busy="true">
      {due && children}
    </div>
  );
}

/** Grey rows in the shape of what is coming. */
export function Skeleton({ rows, kind }: { rows: number; kind: 'conversations' | 'bubbles' }) {
  return (
    <Late>
      <div class={`skeleton ${kind}`} role="status" aria-label={t('app.loading')}>
        {Array.from({ length: rows }, (_, index) => (
          <div key={index} class="bone">
            <i />
            <i />
            <i />
          </div>
        ))}
      </div>
    </Late>
  );
}
