import { useEffect } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { renderTemplate } from '../../../shared/quick-responses/template.ts';
import { quickLibrary } from '../../store/quick-library.ts';
import { useDesk } from './desk-context.ts';
import { valuesOf } from './values-of.ts';

/** What stands below a reply to this visitor; empty where the agent has none. */
export function useSignature(conversation: Conversation): string {
  const desk = useDesk();
  const { value: preferences } = desk.preferences.values;
  const text = preferences['signature.on'] ? preferences['signature.text'] : '';
  const library = quickLibrary(desk.workspace, desk.me.id);
  const needsSites = text.includes('{{');
  useEffect(() => {
    // The names of the sites come with the quick responses.
    if (needsSites) void library.refresh();
  }, [library, needsSites]);
  const values = valuesOf(desk, conversation, library.value.value?.siteNames);
  return renderTemplate(text, values).trim();
}

export const withSignature = (text: string, signature: string): string =>
  signature === '' || text.trim() === '' ? text : `${text.trimEnd()}\n\n${signature}`;
