import { t } from '../../i18n/translate.ts';
import { navigate } from '../route.ts';
import { lookAtPermission, permission } from './permission.ts';
import type { Notice } from './notices.ts';

/** The notifications of one workspace that this tab shows. */
export interface Desktop {
  show(notice: Notice, look: { hidesText: boolean }): void;
  /** It was seen, answered or is over. */
  withdraw(conversation: string): void;
  close(): void;
}

export function openDesktop(workspace: string): Desktop {
  const shown = new Map<string, Notification>();
  const withdraw = (id: string) => {
    shown.get(id)?.close();
    shown.delete(id);
  };
  return {
    show(notice, { hidesText }) {
      lookAtPermission();
      if (permission.value !== 'granted') return;
      const { id } = notice.conversation;
      const body = hidesText ? t('notice.hidden') : notice.text;
      const isOffer = notice.kind === 'offer';
      const made = make(titleOf(notice), {
        body,
        tag: `bellhop ${id}`,
        dir: 'auto',
        icon: new URL('../../mark.svg', import.meta.url).href,
        // It stands for as long as the offer does.
        requireInteraction: isOffer,
        silent: true,
      });
      if (!made) return;
      made.addEventListener('click', () => {
        window.focus();
        navigate({ name: 'conversation', workspace, view: 'mine', conversation: id });
        withdraw(id);
      });
      made.addEventListener('close', () => shown.get(id) === made && shown.delete(id));
      shown.set(id, made);
    },
    withdraw,
    close() {
      for (const id of shown.keys()) withdraw(id);
    },
  };
}

/** Phones have the class and refuse it outside of a worker. */
function make(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options);
  } catch {
    permission.value = 'unsupported';
    return undefined;
  }
}

export function titleOf({ kind, conversation, from }: Notice): string {
  const visitor =
    conversation.visitor.name ?? t('visitor.anonymous', { number: String(conversation.number) });
  switch (kind) {
    case 'offer':
      return t('offer.title', { name: visitor });
    case 'new_chat':
      return t('notice.new-chat', { name: visitor });
    case 'mention':
      return t('notice.mention', { name: from ?? t('visitor.colleague') });
    case 'late_wait':
      return t('notice.late', { name: visitor });
    case 'message':
      return visitor;
  }
}
