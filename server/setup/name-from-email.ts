const MAX_NAME_LENGTH = 100;

/** What to call a person of whom only the address is known: `ada.lovelace@…` is Ada Lovelace. */
export function nameFromEmail(email: string): string {
  const words = email
    .slice(0, email.lastIndexOf('@'))
    .replace(/\+.*$/, '')
    .split(/[._-]+/)
    .filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return name.slice(0, MAX_NAME_LENGTH) || 'Owner';
}
