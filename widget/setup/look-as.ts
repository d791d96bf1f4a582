import type { ChatOptions } from '../options.ts';
import { dress } from '../shell/dress.ts';
import type { SetupHost } from '../shell/setup-contract.ts';

/** Language, theme, colour and corner. What the page does not say is as its site has it. */
export const lookAs = (host: SetupHost, chosen: Partial<ChatOptions>): void => {
  const { options, wrapper, config, retheme } = host;
  const { settings } = config;
  const { locale, theme, colors, position = settings.position ?? 'right', offset = {} } = chosen;
  const { side, bottom } = typeof offset === 'number' ? { side: offset, bottom: offset } : offset;
  options.locale = locale ?? (document.documentElement.lang || navigator.language);
  options.theme = theme;
  options.position = position;
  wrapper.classList.toggle('left', position === 'left');
  wrapper.classList.toggle('right', position === 'right');
  dress(wrapper, {
    ...settings,
    ...(colors?.accent !== undefined && { accent: colors.accent }),
    ...(side !== undefined && { side }),
    ...(bottom !== undefined && { bottom }),
  });
  retheme?.();
};
