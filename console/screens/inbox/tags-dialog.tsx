import { useState } from 'preact/hooks';
import { mayRole } from '../../../shared/authority/permissions.ts';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import type { Tag } from '../../../shared/protocol/inbox.ts';
import { t } from '../../i18n/translate.ts';
import { makeTag, putTag, takeTag } from '../../store/inbox-verbs.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { useDesk } from './desk-context.ts';
import { TagEditor } from './tag-editor.tsx';
import { TagSearch } from './tag-search.tsx';
import { ToolFailed } from './tool-failed.tsx';
import { useTool } from './use-tool.ts';

interface Props {
  conversation: Conversation;
  onClose: () => void;
}

/** The tags of a conversation: found or made by typing, put on and taken off. Admins change them behind it. */
export function TagsDialog({ conversation, onClose }: Props) {
  const { workspace, labels, session } = useDesk();
  const { failure, run } = useTool();
  const [edited, setEdited] = useState<Tag>();
  const of = { workspace, conversation: conversation.id };
  const role = session.getState().me?.role;
  const toggle = (id: string) =>
    run(() => (conversation.tag_ids.includes(id) ? takeTag(of, id) : putTag(of, id)));
  const make = (name: string) =>
    run(async () => {
      const { id } = await makeTag(of, { name });
      await putTag(of, id);
      await labels.refresh();
    });
  if (edited)
    return (
      <Drawer kind="middle" label={t('tags.edit', { name: edited.name })} onClose={onClose}>
        <TagEditor tag={edited} onBack={() => setEdited(undefined)} />
      </Drawer>
    );
  return (
    <Drawer kind="middle" label={t('tags.title')} onClose={onClose}>
      <h2>{t('tags.title')}</h2>
      <TagSearch
        tags={labels.tags.value}
        chosen={conversation.tag_ids}
        onToggle={(id) => void toggle(id)}
        onMake={(name) => void make(name)}
        onEdit={role && mayRole(role, 'tags.manage') ? setEdited : undefined}
      />
      <ToolFailed failure={failure} />
    </Drawer>
  );
}
