import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormNote } from '../account-page.tsx';
import { useForm } from '../use-form.ts';

interface Props {
  submit: string;
  hint?: string;
  onSend: (password: string) => Promise<void>;
}

/** Whoever sits down at somebody's open console does not know this. */
export function PasswordForm({ submit, hint, onSend }: Props) {
  const form = useForm({
    initial: { password: '' },
    send: ({ password }) => onSend(password),
    explain: ({ code }) => (code === 'bad_request' ? t('factor.wrong-password') : undefined),
  });
  return (
    <div class="factor">
      <form onSubmit={form.submit} noValidate>
        <FormNote kind="bad">{form.failure}</FormNote>
        <Field
          {...form.bind('password')}
          label={t('sign-in.password')}
          type="password"
          autocomplete="current-password"
          {...(hint !== undefined && { hint })}
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {submit}
        </Button>
      </form>
    </div>
  );
}
