import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { t } from '../../i18n/translate.ts';
import type { Desk } from '../../store/desk.ts';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('This component stands outside a desk.');
  return desk;
}

export const visitorName = (conversation: Conversation): string =>
  conversation.visitor.name ?? t('visitor.anonymous', { number: String(conversation.number) });
