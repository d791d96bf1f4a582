/** Where the caret is, in place of what is selected; the composer hears of it as of what is typed. */
export const insertEmoji = (field: HTMLTextAreaElement, emoji: string): void => {
  field.focus();
  field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
};
