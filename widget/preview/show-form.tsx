import { signal } from '@preact/signals';
import { FormView } from '../forms/form-view.tsx';
import { formWords } from '../forms/form-words.ts';
import { FORMS_CSS } from '../forms/forms.css.ts';
import type { FormKeeper, KeptForm } from '../forms/kept-form.ts';
import type { PublicSettings } from '../../shared/widget-settings/public-settings.ts';
import { adoptStyles } from '../panel/adopt-styles.ts';
import type { PanelContext } from '../ui/panel-context.ts';

/** What is typed into the form of a preview goes nowhere. */
const createKeeper = (): FormKeeper => {
  const kept = signal<KeptForm>({ values: {} });
  return { kept, keep: (change) => void (kept.value = { ...kept.value, ...change }), team: null };
};

/** The form before a chat, as the settings have it now; nothing where they ask nothing, or something was said. */
export const showForm = (context: PanelContext, { forms }: PublicSettings): void => {
  const { store, root } = context;
  const { pre_chat: asked, teams = [] } = forms ?? {};
  const offered = teams.length > 1 ? teams : [];
  const isAsked = asked && asked.fields.length + offered.length > 0 && store.currentId.peek() === null;
  if (!isAsked) {
    if (store.parts.peek().page) store.setPart('page', null);
    return;
  }
  adoptStyles(root, FORMS_CSS);
  const keeper = createKeeper();
  store.setPart('page', () => {
    const words = formWords(context);
    return (
      <FormView
        keeper={keeper}
        words={words}
        intro={asked.intro ?? words.intro}
        fields={asked.fields}
        teams={offered}
        message={false}
        submit={words.begin}
        onSubmit={() => store.setPart('page', null)}
      />
    );
  });
};
