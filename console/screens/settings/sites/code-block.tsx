import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';

const SHOWN_MS = 3_000;

/** Something to take along, and a button that does. Where the clipboard is shut, it is selected, ready for the keys. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  const code = useRef<HTMLElement>(null);
  const [word, setWord] = useState<'copied' | 'selected' | null>(null);
  useEffect(() => {
    if (word === null) return;
    const timer = setTimeout(() => setWord(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [word]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setWord('copied');
    } catch {
      if (code.current) getSelection()?.selectAllChildren(code.current);
      setWord('selected');
    }
  };
  return (
    <div class="code-block">
      <pre dir="ltr" tabIndex={0} aria-label={label}>
        <code ref={code}>{text}</code>
      </pre>
      <Button onClick={() => void copy()}>
        {t('sites.copy')}
        <span class="hidden">{`: ${label}`}</span>
      </Button>
      <span class="code-word" role="status">
        {word && t(`sites.${word}`)}
      </span>
    </div>
  );
}
