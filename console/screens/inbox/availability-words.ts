import type { AvailabilityState } from '../../../shared/protocol/routing.ts';
import { t } from '../../i18n/translate.ts';

type Said = Pick<AvailabilityState, 'availability' | 'accepts_chats'>;
export type AvailabilityLook = AvailabilityState['availability'] | 'finishing';

/** As it is shown: who takes no new chats is finishing. */
export const lookOf = ({ availability, accepts_chats }: Said): AvailabilityLook =>
  availability === 'online' && !accepts_chats ? 'finishing' : availability;

export const stateWords = (said: Said): string => t(`availability.${lookOf(said)}`);
