import { enForms } from '../i18n/en-forms.ts';
import type { PanelContext } from '../ui/panel-context.ts';

export type FormWords = typeof enForms;

export const formWords = (context: Pick<PanelContext, 'words'>): FormWords => context.words('forms', enForms);
