import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { BellhopError } from '../../../shared/errors.ts';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';

type Errors<F> = Partial<Record<keyof F & string, string>>;
type Explain = (error: BellhopError) => ComponentChildren | undefined;

export interface Form<F> {
  values: F;
  errors: Errors<F>;
  failure: ComponentChildren;
  busy: boolean;
  bind: (name: keyof F & string) => {
    name: string;
    value: string;
    error: string | undefined;
    onInput: (value: string) => void;
  };
  submit: (event: Event) => void;
}

interface Options<F> {
  initial: F;
  check?: (values: F) => Errors<F>;
  send: (values: F) => Promise<void>;
  /** What a refusal means here, where it means more than its general text. */
  explain?: Explain;
}

/** A form's values, what is wrong with them, and the request under way. */
export function useForm<F extends Record<string, string>>(options: Options<F>): Form<F> {
  const { check = () => ({}), send, explain = () => undefined } = options;
  const [values, setValues] = useState(options.initial);
  const [errors, setErrors] = useState<Errors<F>>({});
  const [failure, setFailure] = useState<ComponentChildren>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const found = { ...missing(values), ...check(values) };
    setErrors(found);
    setFailure(null);
    const wrong = Object.keys(found)[0];
    if (wrong !== undefined) return focusField(event.currentTarget, wrong);
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      const known = error instanceof BellhopError ? explain(error) : undefined;
      setFailure(known ?? explainError(error));
    } finally {
      setBusy(false);
    }
  };

  const bind = (name: keyof F & string) => ({
    name,
    value: values[name] ?? '',
    error: errors[name],
    onInput: (value: string) => {
      setValues((old) => ({ ...old, [name]: value }));
      if (errors[name]) setErrors(({ [name]: _, ...rest }) => rest as Errors<F>);
    },
  });
  return { values, errors, failure, busy, bind, submit: (event) => void (busy || submit(event)) };
}

function missing<F extends Record<string, string>>(values: F): Errors<F> {
  const empty = Object.keys(values).filter((name) => values[name]?.trim() === '');
  return Object.fromEntries(empty.map((name) => [name, t('field.required')])) as Errors<F>;
}

function focusField(form: EventTarget | null, name: string): void {
  const field = form instanceof HTMLFormElement ? form.elements.namedItem(name) : null;
  if (field instanceof HTMLElement) field.focus();
}

const LOOKS_LIKE_EMAIL = /^[^\s@]+@[^\s@]+$/;

export const emailError = (email: string): string | undefined =>
  LOOKS_LIKE_EMAIL.test(email.trim()) ? undefined : t('field.email');

const MIN_PASSWORD_LENGTH = 10;

export const passwordError = (password: string): string | undefined =>
  password.length < MIN_PASSWORD_LENGTH ? t('field.password-short') : undefined;

/** Leaves out what is not wrong. */
export function onlyErrors<N extends string>(
  errors: Record<N, string | undefined>,
): Partial<Record<N, string>> {
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error)) as Partial<
    Record<N, string>
  >;
}
