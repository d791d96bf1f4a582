// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, expect, it } from 'vitest';
import type { FormField } from '../../../../shared/widget-settings/form-fields.ts';
import { FormQuestions } from './form-questions.tsx';

afterEach(cleanup);

const Editor = () => {
  const [questions, change] = useState<FormField[]>([]);
  return <FormQuestions questions={questions} errorOf={() => undefined} onChange={change} />;
};

it('keeps the focus in the form when the last question is removed', () => {
  render(<Editor />);
  const add = screen.getByRole('button', { name: 'Add a question' });
  for (let n = 0; n < 2; n++) fireEvent.click(add);
  for (const number of [2, 1]) {
    const remove = screen.getByRole('button', { name: `Remove question ${number}` });
    remove.focus();
    fireEvent.click(remove);
    expect(document.activeElement).toBe(add);
  }
  expect(screen.queryByRole('group')).toBeNull();
});
