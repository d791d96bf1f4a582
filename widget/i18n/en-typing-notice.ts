/** Said only where agents see what is typed: loaded with it. */
export const enTypingNotice = {
  typingSeen: 'What you type is seen as you type.',
};
