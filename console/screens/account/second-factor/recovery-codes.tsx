import { useState } from 'preact/hooks';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';

/** The codes, this once: to copy, to download, or to write down. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const [copied, setCopied] = useState(false);
  const text = `${codes.join('\n')}\n`;
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <section class="factor" aria-label={t('factor.codes')}>
      <h3>{t('factor.codes')}</h3>
      <p>{t('factor.codes-lead')}</p>
      <ul class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code dir="ltr">{code}</code>
          </li>
        ))}
      </ul>
      <div class="page-actions">
        <Button onClick={() => save(text)}>{t('factor.download')}</Button>
        <Button onClick={() => void copy()}>
          <Icon name={copied ? 'check' : 'copy'} size={16} />
          {t(copied ? 'invite.copied' : 'invite.copy')}
        </Button>
        <Button kind="primary" onClick={onKept}>
          {t('factor.kept')}
        </Button>
      </div>
    </section>
  );
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'bellhop-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(url);
}
