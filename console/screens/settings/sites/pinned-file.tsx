import type { Site } from '../../../../shared/protocol/sites.ts';
import { t } from '../../../i18n/translate.ts';
import { CodeBlock } from './code-block.tsx';
import { pinnedTag, type Pinned } from './embed-snippets.ts';
import { LoadingOrFailed } from './loading-or-failed.tsx';
import { useLoad } from './use-load.ts';

export function PinnedFile({ site }: { site: Site }) {
  const pinned = useLoad<Pinned>('/widget/pinned');
  if (pinned.state !== 'ready') return <LoadingOrFailed state={pinned} />;
  return <CodeBlock label={t('sites.pinned')} text={pinnedTag(site, pinned.value)} />;
}
