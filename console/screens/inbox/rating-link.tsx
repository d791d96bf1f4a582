import { useState } from 'preact/hooks';
import type { RatingLink } from '../../../shared/protocol/ratings.ts';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import { request } from '../../store/api.ts';
import { IconButton } from '../../ui/button.tsx';
import { useDesk } from './desk-context.ts';

type Told = { text: string; isCopied?: true; url?: string };

/** Hands out the link under which the visitor rates this chat. Where the clipboard is shut, it stands there to be copied. */
export function RatingLinkButton({ id }: { id: string }) {
  const { workspace } = useDesk();
  const [told, setTold] = useState<Told | null>(null);
  const copy = async () => {
    const path = `/workspaces/${encodeURIComponent(workspace)}/conversations/${encodeURIComponent(id)}/rating-link`;
    try {
      const { url } = await request<RatingLink>('GET', path);
      await navigator.clipboard.writeText(url).then(
        () => setTold({ text: t('rating.link-copied'), isCopied: true }),
        () => setTold({ text: t('rating.link-failed'), url }),
      );
    } catch (error) {
      setTold({ text: explainError(error) });
    }
  };
  return (
    <>
      {told?.url && <input readOnly size={12} value={told.url} aria-label={t('rating.link')} />}
      <IconButton
        icon={told ? (told.isCopied ? 'check' : 'alert') : 'copy'}
        label={told?.text ?? t('rating.link')}
        onClick={() => void copy()}
      />
      <span role="status" class="hidden">
        {told?.text}
      </span>
    </>
  );
}
