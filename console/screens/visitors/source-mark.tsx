import type { VisitorSource } from '../../../shared/protocol/visitors.ts';
import { t } from '../../i18n/translate.ts';

/** Who says so: the site, by a signed token, or the visitor. What the team noted has no mark. */
export const SourceMark = ({ source }: { source: VisitorSource | undefined }) =>
  source ? <span class="under">{t(`visitors.${source}`)}</span> : null;
