import { toCss, type Rgb } from '../color/contrast.ts';
import { readColor } from '../color/read-color.ts';
import { themeColors } from '../color/theme-colors.ts';
import type { PanelHost } from '../shell/panel-contract.ts';

const DARK = '(prefers-color-scheme:dark)';

type Dressed = Pick<PanelHost, 'config' | 'options' | 'wrapper' | 'retheme'>;

/** Gives the wrapper its colours, and again whenever the device turns from light to dark. */
export const applyTheme = (host: Dressed): (() => void) => {
  const { config, options, wrapper } = host;
  const media = matchMedia(DARK);
  const apply = (): void => {
    const theme = options.theme ?? config.settings.theme ?? 'auto';
    const accent: Rgb = readColor(wrapper, wrapper.style.getPropertyValue('--a')) ?? [0, 0, 0];
    const name = theme === 'dark' || (theme === 'auto' && media.matches) ? 'dark' : 'light';
    const { fill, onFill, ink } = themeColors(accent, name);
    wrapper.classList.toggle('dark', name === 'dark');
    wrapper.style.setProperty('--fill', toCss(fill));
    wrapper.style.setProperty('--on', toCss(onFill));
    wrapper.style.setProperty('--ink', toCss(ink));
  };
  apply();
  host.retheme = apply;
  media.addEventListener('change', apply);
  return () => media.removeEventListener('change', apply);
};
