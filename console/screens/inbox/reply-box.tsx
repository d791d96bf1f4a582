import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { composeMode, editing } from '../../store/compose.ts';
import { useDesk } from './desk-context.ts';
import { EditForm } from './edit-form.tsx';
import { NoteForm } from './note-form.tsx';
import { ReplyForm } from './reply-form.tsx';

/** What is written under a thread: a reply, a note, or other words for what was said. */
export function ReplyBox({ conversation }: { conversation: Conversation }) {
  const { me } = useDesk();
  const mode = composeMode(me.id, conversation.id).value;
  const { value: change } = editing;
  if (change?.conversation === conversation.id) return <EditForm key={change.seq} change={change} />;
  return mode === 'note' ? (
    <NoteForm conversation={conversation} />
  ) : (
    <ReplyForm conversation={conversation} />
  );
}
