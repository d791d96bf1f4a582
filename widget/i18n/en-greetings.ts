/** Said of a greeting beside the closed chat: loaded with it, and without the words of a language. */
export const enGreetings = {
  from: 'Message from {name}',
  answer: 'Opens the chat',
  dismiss: 'Dismiss',
};
