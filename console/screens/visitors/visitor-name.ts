import type { VisitorSummary } from '../../../shared/protocol/visitors.ts';
import { t } from '../../i18n/translate.ts';

const SHORT = 8;

export const nameOf = ({ id, name, email }: Pick<VisitorSummary, 'id' | 'name' | 'email'>): string =>
  name ?? email ?? t('visitors.nameless', { id: id.slice(0, SHORT) });
