import { effect, signal } from '@preact/signals';
import { stored } from './stored.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const remembered = stored.read('theme');
export const theme = signal<Theme>(THEMES.find((name) => name === remembered) ?? 'auto');

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto';
}

/** Puts the chosen theme on the page. Called once, by main. */
export function startAppearance(page: HTMLElement): void {
  effect(() => {
    if (theme.value === 'auto') delete page.dataset['theme'];
    else page.dataset['theme'] = theme.value;
    stored.write('theme', theme.value === 'auto' ? null : theme.value);
  });
}
