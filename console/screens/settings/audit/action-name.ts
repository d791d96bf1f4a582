/** `member.role_changed` as words. Actions are made by the features that record them, so there is no list to translate. */
export function actionName(action: string): string {
  const words = action.replace(/[._-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
