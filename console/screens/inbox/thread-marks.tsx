import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Priority } from '../../../shared/protocol/inbox.ts';
import { t } from '../../i18n/translate.ts';
import { now } from '../../store/clock.ts';
import { wakeChat } from '../../store/inbox-verbs.ts';
import { wakesText } from '../../store/wakes-text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chatDialog } from './chat-dialog.ts';
import { useDesk } from './desk-context.ts';
import { TagChip } from './tag-chip.tsx';
import { ToolFailed } from './tool-failed.tsx';
import { useTool } from './use-tool.ts';

/** What colleagues marked a conversation with, and when a snoozed one wakes. Each mark leads to where it is changed. */
export function ThreadMarks({ conversation }: { conversation: Conversation }) {
  const { labels } = useDesk();
  const { id, status, tag_ids } = conversation;
  const tags = tag_ids.flatMap((tag) => labels.tagById.value.get(tag) ?? []);
  const open = (kind: 'priority' | 'tags') => (chatDialog.value = { kind, conversation: id });
  return (
    <>
      {status === 'snoozed' && <Asleep conversation={conversation} />}
      <div class="marks">
        {status !== 'ended' && (
          <button type="button" class="mark-button" aria-haspopup="dialog" onClick={() => open('priority')}>
            <span class="hidden">{t('priority.title')}: </span>
            <PriorityMark priority={conversation.priority} />
            {t(`priority.${conversation.priority as Priority}`)}
          </button>
        )}
        <button
          type="button"
          class="mark-button"
          aria-haspopup="dialog"
          aria-label={
            tags.length > 0
              ? `${t('tags.title')}: ${tags.map(({ name }) => name).join(', ')}`
              : t('tags.title')
          }
          onClick={() => open('tags')}
        >
          {tags.map((tag) => (
            <TagChip key={tag.id} tag={tag} />
          ))}
          <Icon name="plus" size={14} />
          {tags.length === 0 && t('tags.add')}
        </button>
      </div>
    </>
  );
}

export const PriorityMark = ({ priority }: { priority: number }) =>
  priority === 0 ? null : (
    <span class={`priority priority-${priority}`}>
      <Icon name={priority === 2 ? 'urgent' : 'up'} size={16} />
    </span>
  );

function Asleep({ conversation }: { conversation: Conversation }) {
  const { workspace } = useDesk();
  const { isBusy, failure, run } = useTool();
  return (
    <div class="asleep" role="status">
      <Icon name="snooze" size={16} />
      <span>{wakesText(conversation.snoozed_until, now.value)}</span>
      <Button
        kind="quiet"
        busy={isBusy}
        onClick={() => void run(() => wakeChat({ workspace, conversation: conversation.id }))}
      >
        {t('snooze.wake')}
      </Button>
      <ToolFailed failure={failure} />
    </div>
  );
}
