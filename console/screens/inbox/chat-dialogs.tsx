import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { t } from '../../i18n/translate.ts';
import { removeEntry, takeOver } from '../../store/chat-verbs.ts';
import { chatDialog, closeChatDialog } from './chat-dialog.ts';
import { Confirm } from './confirm.tsx';
import { useDesk } from './desk-context.ts';
import { PriorityDialog } from './priority-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** The question that is open about this conversation, if there is one. */
export function ChatDialogs({ conversation }: { conversation: Conversation }) {
  const { workspace } = useDesk();
  const { value: asked } = chatDialog;
  if (asked?.conversation !== conversation.id) return null;
  if (asked.kind === 'transfer')
    return <TransferDialog conversation={conversation} onClose={closeChatDialog} />;
  if (asked.kind === 'snooze') return <SnoozeDialog conversation={conversation} onClose={closeChatDialog} />;
  if (asked.kind === 'priority')
    return <PriorityDialog conversation={conversation} onClose={closeChatDialog} />;
  if (asked.kind === 'tags') return <TagsDialog conversation={conversation} onClose={closeChatDialog} />;
  const aimed = (client_id: string) => ({ workspace, conversation: conversation.id, client_id });
  if (asked.kind === 'take-over')
    return (
      <Confirm
        title={t('takeover.title', { name: asked.name })}
        lead={t('takeover.lead', { name: asked.name })}
        action={t('takeover.button')}
        act={(id) => takeOver(aimed(id), asked.holder)}
        explain={(reason) => t('takeover.failed', { reason })}
        onClose={closeChatDialog}
      />
    );
  const { kind, seq, said } = asked;
  const words = kind === 'redact' ? 'redact' : said === 'note' ? 'delete-note' : 'delete';
  const title = {
    redact: 'redact.title',
    'delete-note': 'delete.note-title',
    delete: 'delete.title',
  } as const;
  const lead = { redact: 'redact.lead', 'delete-note': 'delete.note-lead', delete: 'delete.lead' } as const;
  return (
    <Confirm
      danger
      title={t(title[words])}
      lead={t(lead[words])}
      action={t(`said.${kind}`)}
      act={(id) => removeEntry(aimed(id), seq, kind)}
      explain={(reason) => t('revise.failed', { reason })}
      onClose={closeChatDialog}
    />
  );
}
