import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { GivenForm } from '../../shared/protocol/forms.ts';
import type { PublicField } from '../../shared/widget-settings/public-forms.ts';
import { adoptStyles } from '../panel/adopt-styles.ts';
import type { LaterPanel } from '../panel/later-methods.ts';
import { LINE_CSS } from '../ui/line.css.ts';
import { cleaned } from './answers.ts';
import { FormView } from './form-view.tsx';
import { formWords } from './form-words.ts';
import { FORMS_CSS } from './forms.css.ts';
import { keeperOf } from './kept-form.ts';

type Page = 'pre_chat' | 'offline' | 'contact';

/** Shows what a site asks: before a chat, in its stead while nobody is there, and of who waits for nobody. */
export const beginForms = (panel: LaterPanel): void => {
  const { context, host } = panel;
  const { store, root } = context;
  const { pre_chat, offline, teams = [] } = host.config.settings.forms ?? {};
  const keeper = keeperOf(panel);
  const { kept, keep } = keeper;
  adoptStyles(root, LINE_CSS);
  adoptStyles(root, FORMS_CSS);

  /** What the page, its server or the visitor said already is not asked again. */
  const isKnown = (key: string): boolean => {
    const { user } = host.options;
    const isVouchedFor = typeof user === 'string' || typeof user === 'function' || (user && 'token' in user);
    if (key !== 'name' && key !== 'email') return false;
    if (isVouchedFor || (key === 'name' && store.state.value.visitor?.name)) return true;
    if (user && (user as Record<string, unknown>)[key]) return true;
    return Boolean(kept.value.sent && kept.value.values[key]);
  };
  const open = (fields: readonly PublicField[]) => fields.filter(({ key }) => !isKnown(key));
  const offered = () => (keeper.team === null && !host.options.team && teams.length > 1 ? teams : []);

  const isWaitedFor = (): boolean => {
    const hours = store.state.value.opening ?? context.opening;
    return hours?.open === false;
  };
  const hasLeft = computed(() => {
    const timeline = store.thread.value?.timeline;
    const entries = timeline?.entries.some(
      ({ type, body }) => type === 'form_submitted' && body['form'] === 'offline',
    );
    return entries || timeline?.pending.some(({ form }) => form?.form === 'offline') || false;
  });
  const isNobodyThere = (): boolean => {
    const shown = store.conversation.value;
    if (shown?.status !== 'waiting') return false;
    return isWaitedFor() || store.state.value.places.get(shown.id)?.nobody_can_come === true;
  };
  const contacting = signal(false);

  const wanted = (): Page | null => {
    if (contacting.value && isNobodyThere() && !hasLeft.value) return 'contact';
    if (store.currentId.value !== null || store.unsettled.value) return null;
    if (offline?.outside_hours && isWaitedFor()) return 'offline';
    if (!pre_chat || kept.value.ready) return null;
    return open(pre_chat.fields).length + offered().length > 0 ? 'pre_chat' : null;
  };
  const given = (form: GivenForm['form'], fields: readonly PublicField[]): GivenForm => ({
    form,
    values: cleaned(fields, kept.peek().values),
  });
  const report = ({ form, values }: GivenForm, conversation_id: string | null): void =>
    host.emit('form:submitted', { form, conversation_id, values });
  const toComposer = (): void => void setTimeout(context.focusComposer);

  const PreChat = () => {
    const words = formWords(context);
    return (
      <FormView
        keeper={keeper}
        words={words}
        intro={pre_chat?.intro ?? words.intro}
        fields={open(pre_chat?.fields ?? [])}
        teams={offered()}
        message={false}
        submit={words.begin}
        onSubmit={() => {
          keep({ ready: true });
          report(given('pre_chat', pre_chat?.fields ?? []), null);
          toComposer();
        }}
      />
    );
  };
  const Offline = () => {
    const words = formWords(context);
    const fields = offline?.fields ?? [];
    return (
      <FormView
        keeper={keeper}
        words={words}
        intro={offline?.intro ?? words.offlineIntro}
        fields={open(fields)}
        teams={offered()}
        message
        submit={words.send}
        onSubmit={() => {
          const form = given('offline', fields);
          keeper.next = form;
          try {
            const sent = store.send(kept.peek().message ?? '');
            keep({ message: undefined, sent: true });
            report(form, sent.conversation_id);
          } finally {
            keeper.next = undefined;
          }
          toComposer();
        }}
      />
    );
  };
  let attempt = crypto.randomUUID();
  const Contact = () => {
    const words = formWords(context);
    const fields = offline?.fields ?? [];
    const leave = (): void => {
      contacting.value = false;
      toComposer();
    };
    return (
      <FormView
        keeper={keeper}
        words={words}
        intro={offline?.intro ?? words.contactIntro}
        fields={fields}
        teams={[]}
        message={false}
        submit={words.send}
        onBack={leave}
        onSubmit={async () => {
          const form = given('offline', fields);
          const id = store.currentId.peek();
          const body = { client_id: attempt, form };
          await store.session.call({ method: 'POST', path: `/visitor/conversations/${id}/form`, body });
          attempt = crypto.randomUUID();
          keep({ sent: true });
          report(form, id);
          leave();
        }}
      />
    );
  };
  const views = { pre_chat: PreChat, offline: Offline, contact: Contact };
  const isMine = (view: unknown): boolean => Object.values(views).includes(view as typeof PreChat);

  effect(() => {
    const { page } = store.parts.value;
    const want = wanted();
    const view = want && views[want];
    if (page ? isMine(page) && page !== view : view) store.setPart('page', view);
  });

  const aside = document.createElement('div');
  const Aside = () => {
    const words = formWords(context);
    if (hasLeft.value) return <p role="status">{offline?.thanks ?? words.thanks}</p>;
    return (
      <button type="button" class="link" onClick={() => (contacting.value = true)}>
        {words.leaveContact}
      </button>
    );
  };
  effect(() => {
    const slot = store.slot.value;
    const { agent } = store.conversation.value ?? {};
    const isToSay = hasLeft.value ? !agent && store.conversation.value?.status !== 'ended' : isNobodyThere();
    if (!offline || !slot || !isToSay) return aside.remove();
    aside.className = 'aside';
    render(<Aside />, aside);
    if (aside.parentNode !== slot) slot.append(aside);
  });
};
