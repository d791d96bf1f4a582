/** How a conversation was: loaded once one has ended. */
export const enRating = {
  ask: 'How was this chat?',
  score1: 'Terrible',
  score2: 'Bad',
  score3: 'Okay',
  score4: 'Good',
  score5: 'Great',
  comment: 'What should we know? (optional)',
  send: 'Send rating',
  dismiss: 'Do not rate',
  choose: 'Choose one of the faces first.',
  failed: 'Your rating could not be sent. Check your connection and try again.',
  tooLate: 'This chat cannot be rated any more.',
  thanks: 'Thank you for your rating.',
  change: 'Change it',
};
