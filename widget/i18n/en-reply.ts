/** Answering one message: loaded once there is something to answer. */
export const enReply = {
  reply: 'Reply to: {text}',
  cancel: 'Do not reply to this message',
  answering: 'Reply to {name}',
  gone: 'Message not available',
  earlier: 'Earlier message',
  emoji: 'Emoji',
};
