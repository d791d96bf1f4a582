/** The strings that the loader itself needs; all others come with the panel. */
export const enLauncher = {
  openChat: 'Open chat',
  closeChat: 'Close chat',
  unread: 'unread',
  loadFailed: 'The chat could not load. Check your connection and try again.',
};
