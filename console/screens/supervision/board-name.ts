import { t } from '../../i18n/translate.ts';
import { NO_TEAM } from '../../store/team-boards.ts';

export const boardName = ({ id, name }: { id: string; name: string | null }): string =>
  id === NO_TEAM || name === null ? t('supervision.no-team') : name;
