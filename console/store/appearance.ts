import { effect, signal } from '@preact/signals';
import { DENSITIES, THEMES, type Density, type Theme } from '../../shared/preferences/registry.ts';
import { stored } from './stored.ts';

const rememberedTheme = stored.read('theme');
export const theme = signal<Theme>(THEMES.find((name) => name === rememberedTheme) ?? 'auto');

const rememberedDensity = stored.read('density');
export const density = signal<Density>(DENSITIES.find((name) => name === rememberedDensity) ?? 'comfortable');

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto';
}

/** Puts the chosen theme and density on the page. Called once, by main. */
export function startAppearance(page: HTMLElement): void {
  effect(() => {
    if (theme.value === 'auto') delete page.dataset['theme'];
    else page.dataset['theme'] = theme.value;
    stored.write('theme', theme.value === 'auto' ? null : theme.value);
  });
  effect(() => {
    if (density.value === 'comfortable') delete page.dataset['density'];
    else page.dataset['density'] = density.value;
    stored.write('density', density.value === 'comfortable' ? null : density.value);
  });
}
