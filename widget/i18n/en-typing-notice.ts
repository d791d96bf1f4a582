/** Said only where agents see what is typed: loaded with it. */
export const enTypingNotice = 'What you type is seen as you type.';
