import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Priority } from '../../../shared/protocol/inbox.ts';
import { t } from '../../i18n/translate.ts';
import { setPriority } from '../../store/inbox-verbs.ts';
import { ChoiceList } from '../../ui/choice-list.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { useDesk } from './desk-context.ts';
import { ToolFailed } from './tool-failed.tsx';
import { useTool } from './use-tool.ts';

/** The most urgent first, as the queue goes. */
const ORDER: readonly Priority[] = [2, 1, 0];

export function PriorityDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { workspace } = useDesk();
  const { isBusy, failure, run } = useTool();
  const choices = ORDER.map((value) => ({
    value,
    label: t(`priority.${value}`),
    chosen: conversation.priority === value,
  }));
  return (
    <Drawer kind="middle" label={t('priority.title')} onClose={onClose}>
      <h2>{t('priority.title')}</h2>
      <ChoiceList
        label={t('priority.title')}
        choices={choices}
        busy={isBusy}
        onChoose={(value) =>
          void run(() => setPriority({ workspace, conversation: conversation.id }, value), onClose)
        }
      />
      <ToolFailed failure={failure} />
    </Drawer>
  );
}
