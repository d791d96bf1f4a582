/** Earlier conversations, and what is done with a whole one: a chunk of its own. */
export { beginHome } from './begin-home.ts';
export { openByLink, openConversation } from './open-conversation.ts';
export { makeTranscript } from './transcript.ts';
