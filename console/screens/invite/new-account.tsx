import { t } from '../../i18n/translate.ts';
import { Field } from '../../ui/field.tsx';
import { AccountForm, NewPasswordField } from '../account/account-form.tsx';
import { onlyErrors, passwordError, useForm } from '../account/use-form.ts';

interface Props {
  email: string;
  onSend: (person: { name: string; password: string }) => Promise<void>;
  /** There is an account with this address. */
  onKnown: () => void;
}

export function NewAccount({ email, onSend, onKnown }: Props) {
  const form = useForm({
    initial: { name: '', password: '' },
    check: ({ password }) => onlyErrors({ password: passwordError(password) }),
    send: ({ name, password }) => onSend({ name: name.trim(), password }),
    explain: (error) => {
      if (error.code === 'not_found') return t('accept.invalid');
      if (error.code !== 'conflict' || error.field !== 'email') return undefined;
      onKnown();
      return t('accept.sign-in', { email });
    },
  });
  return (
    <AccountForm form={form} submit={t('accept.submit')}>
      <input type="hidden" name="email" autocomplete="username" value={email} />
      <Field {...form.bind('name')} label={t('accept.name')} autocomplete="name" focused />
      <NewPasswordField {...form.bind('password')} />
    </AccountForm>
  );
}
