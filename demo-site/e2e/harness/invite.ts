import type { Agent } from './agent.ts';

export interface Newcomer {
  email: string;
  name: string;
  password: string;
}

/** For who is to copy a link: Chromium asks a person, and here nobody answers. */
export const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

/** On the members page, on a server without mail. Answers with the link as copied. */
export async function copyInvitation(admin: Agent, email: string, role: 'Agent' | 'Admin'): Promise<string> {
  const { main } = admin.settings;
  await main.getByRole('textbox', { name: 'Email' }).fill(email);
  await main.getByRole('combobox', { name: 'Role' }).selectOption({ label: role });
  await main.getByRole('button', { name: 'Invite', exact: true }).click();
  await main.getByRole('textbox', { name: `Link for ${email}` }).waitFor();
  await main.getByRole('button', { name: 'Copy', exact: true }).click();
  await main.getByRole('button', { name: 'Copied' }).waitFor();
  return admin.page.evaluate(() => navigator.clipboard.readText());
}

/** Somebody without an account follows the link, and is in. */
export async function acceptInvitation(person: Agent, link: string, { name, password }: Newcomer) {
  await person.page.goto(link);
  await person.page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await person.password.fill(password);
  await person.page.getByRole('button', { name: 'Join', exact: true }).click();
  await person.list.waitFor({ state: 'attached' });
}
