import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Priority, Tag } from '../../../shared/protocol/inbox.ts';
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

/** When a snoozed one wakes, and what it is marked with, where it is. */
export function ThreadMarks({ conversation }: { conversation: Conversation }) {
  const tags = useTags(conversation);
  const isMarked = tags.length > 0 || (conversation.priority > 0 && conversation.status !== 'ended');
  return (
    <>
      {conversation.status === 'snoozed' && <Asleep conversation={conversation} />}
      {isMarked && (
        <div class="marks">
          {conversation.priority > 0 && <PriorityButton conversation={conversation} />}
          <TagsButton conversation={conversation} />
        </div>
      )}
    </>
  );
}

function useTags({ tag_ids }: Conversation): readonly Tag[] {
  const { labels } = useDesk();
  return tag_ids.flatMap((id) => labels.tagById.value.get(id) ?? []);
}

/** Shows the priority, and leads to where it is set. */
export function PriorityButton({ conversation: { id, priority, status } }: { conversation: Conversation }) {
  const name = t(`priority.${priority as Priority}`);
  if (status === 'ended') return <>{name}</>;
  return (
    <button
      type="button"
      class="mark-button"
      aria-haspopup="dialog"
      onClick={() => (chatDialog.value = { kind: 'priority', conversation: id })}
    >
      <span class="hidden">{t('priority.title')}: </span>
      <PriorityMark priority={priority} />
      {name}
    </button>
  );
}

/** Shows the tags, and leads to where they are put on. */
export function TagsButton({ conversation }: { conversation: Conversation }) {
  const tags = useTags(conversation);
  return (
    <button
      type="button"
      class="mark-button"
      aria-haspopup="dialog"
      onClick={() => (chatDialog.value = { kind: 'tags', conversation: conversation.id })}
    >
      {tags.length > 0 && <span class="hidden">{t('tags.title')}: </span>}
      {tags.map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      <Icon name="plus" size={14} />
      {tags.length === 0 && t('tags.add')}
    </button>
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
