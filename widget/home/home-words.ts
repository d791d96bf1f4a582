import { enHome } from '../i18n/en-home.ts';
import { usePanel, type PanelContext } from '../ui/panel-context.ts';

export type HomeWords = typeof enHome;

export const homeWords = (context: Pick<PanelContext, 'words'>): HomeWords => context.words('home', enHome);

export const useHomeWords = (): HomeWords => homeWords(usePanel());
