import {
  GREETED_VISITORS,
  GREETING_ONCE,
  MAX_GREETINGS,
} from '../../../../shared/widget-settings/greeting-rules.ts';
import type { Greeting } from '../../../../shared/widget-settings/greetings.ts';
import { t } from '../../../i18n/translate.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import type { WidgetDraft } from './use-widget.ts';

interface Props {
  draft: WidgetDraft;
  /** Has the preview show it. */
  onShow: (text: string) => void;
}

const ID_LENGTH = 12;

const newGreeting = (): Greeting => ({
  id: crypto.randomUUID().replaceAll('-', '').slice(0, ID_LENGTH),
  text: '',
  page: '',
  event: '',
  seconds: 10,
  visitor: 'any',
  once: 'visitor',
});

/** What the site says of its own accord, and when. */
export function GreetingsSection({ draft, onShow }: Props) {
  const { greetings } = draft.typed;
  const put = (next: Greeting[]) => draft.type({ greetings: next });
  const move = (at: number, to: number) => {
    const next = greetings.toSpliced(at, 1);
    put(next.toSpliced(to, 0, greetings[at]!));
  };
  return (
    <fieldset class="settings-group">
      <legend>{t('widget.greetings')}</legend>
      <p class="field-hint">{t('widget.greetings-lead')}</p>
      {greetings.map((greeting, at) => (
        <fieldset class="greeting-rule" key={greeting.id}>
          <legend>{t('widget.greetings-number', { number: at + 1 })}</legend>
          <Fields
            greeting={greeting}
            errorOf={(field) => draft.errorOf(`greetings.${at}.${field}`)}
            onChange={(over) => put(greetings.with(at, { ...greeting, ...over }))}
          />
          <div class="button-row">
            <Button
              kind="plain"
              disabled={greeting.text.trim() === ''}
              onClick={() => onShow(greeting.text.trim())}
            >
              {t('widget.greetings-show')}
            </Button>
            {at > 0 && (
              <IconButton
                icon="up"
                label={t('widget.greetings-up', { number: at + 1 })}
                onClick={() => move(at, at - 1)}
              />
            )}
            {at < greetings.length - 1 && (
              <IconButton
                icon="down"
                label={t('widget.greetings-down', { number: at + 1 })}
                onClick={() => move(at, at + 1)}
              />
            )}
            <IconButton
              icon="close"
              label={t('widget.greetings-remove', { number: at + 1 })}
              onClick={() => put(greetings.toSpliced(at, 1))}
            />
          </div>
        </fieldset>
      ))}
      <Button disabled={greetings.length >= MAX_GREETINGS} onClick={() => put([...greetings, newGreeting()])}>
        {t('widget.greetings-add')}
      </Button>
      {greetings.length >= MAX_GREETINGS && (
        <p class="field-hint">{t('widget.greetings-most', { number: MAX_GREETINGS })}</p>
      )}
    </fieldset>
  );
}

interface FieldsProps {
  greeting: Greeting;
  errorOf: (field: keyof Greeting) => string | undefined;
  onChange: (over: Partial<Greeting>) => void;
}

function Fields({ greeting, errorOf, onChange }: FieldsProps) {
  const { seconds } = greeting;
  return (
    <>
      <Field
        label={t('widget.greetings-text')}
        name="text"
        value={greeting.text}
        onInput={(text) => onChange({ text })}
        error={errorOf('text')}
      />
      <Field
        label={t('widget.greetings-page')}
        name="page"
        hint={t('widget.greetings-page-hint')}
        value={greeting.page}
        onInput={(page) => onChange({ page: page.trim() })}
        error={errorOf('page')}
      />
      <Field
        label={t('widget.greetings-event')}
        name="event"
        hint={t('widget.greetings-event-hint')}
        value={greeting.event}
        onInput={(event) => onChange({ event: event.trim() })}
        error={errorOf('event')}
      />
      <Field
        label={t('widget.greetings-seconds')}
        name="seconds"
        inputmode="numeric"
        value={Number.isFinite(seconds) ? String(seconds) : ''}
        onInput={(typed) => onChange({ seconds: typed.trim() === '' ? Number.NaN : Number(typed) })}
        error={errorOf('seconds')}
      />
      <SelectField
        label={t('widget.greetings-visitor')}
        name="visitor"
        hint={t('widget.greetings-visitor-hint')}
        value={greeting.visitor}
        options={GREETED_VISITORS.map((value) => ({ value, label: t(`widget.greetings-visitor.${value}`) }))}
        onChange={(visitor) => onChange({ visitor })}
      />
      <SelectField
        label={t('widget.greetings-once')}
        name="once"
        value={greeting.once}
        options={GREETING_ONCE.map((value) => ({ value, label: t(`widget.greetings-once.${value}`) }))}
        onChange={(once) => onChange({ once })}
      />
    </>
  );
}
