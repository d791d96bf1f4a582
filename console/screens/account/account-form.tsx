import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormNote } from './account-page.tsx';
import type { Form } from './use-form.ts';

interface Props<F> {
  form: Form<F>;
  /** What its one button says. */
  submit: string;
  children: ComponentChildren;
}

/** A form of these screens: why it was refused, its fields, its one button. */
export function AccountForm<F>({ form, submit, children }: Props<F>) {
  return (
    <form onSubmit={form.submit} noValidate>
      <FormNote kind="bad">{form.failure}</FormNote>
      {children}
      <Button kind="primary" type="submit" wide busy={form.busy}>
        {submit}
      </Button>
    </form>
  );
}

type Bound = ReturnType<Form<Record<string, string>>['bind']> & { focused?: boolean };

export function EmailField(bound: Bound) {
  return (
    <Field {...bound} label={t('sign-in.email')} type="email" inputmode="email" autocomplete="username" />
  );
}

export function NewPasswordField({ label = t('sign-in.password'), ...bound }: Bound & { label?: string }) {
  return (
    <Field {...bound} label={label} type="password" autocomplete="new-password" hint={t('reset.hint')} />
  );
}
