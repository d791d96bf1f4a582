import { useEffect, useRef } from 'preact/hooks';
import type { QuickResponse } from '../../../shared/protocol/quick-responses.ts';
import { t } from '../../i18n/translate.ts';
import { explainError } from '../../store/explain-error.ts';
import { ResponsePreview } from '../../ui/response-preview.tsx';
import type { QuickPicking } from './use-quick-picker.ts';

export const optionId = (id: string, index: number): string => `${id}-${index}`;
export const listId = (id: string): string => `${id}-list`;
const previewId = (id: string): string => `${id}-preview`;

/** Beside the reply, which keeps the focus: keys go there, and the chosen one is told by `aria-activedescendant`. */
export function QuickPicker({ picking }: { picking: QuickPicking }) {
  const { id, found, active, values } = picking;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active, found]);
  const chosen = found[active];
  return (
    // A press must not take the focus, and with it the caret, out of the reply.
    <div class="quick-picker" onMouseDown={(event) => event.preventDefault()}>
      <div
        ref={list}
        id={listId(id)}
        class="quick-list"
        role="listbox"
        aria-label={t('settings.quick-responses')}
      >
        {found.map((response, index) => (
          <Option key={response.id} {...{ response, index, picking }} />
        ))}
      </div>
      {chosen && (
        <div class="quick-preview" id={previewId(id)}>
          <ResponsePreview text={chosen.text} values={values} />
        </div>
      )}
      <Status picking={picking} />
    </div>
  );
}

interface OptionProps {
  response: QuickResponse;
  index: number;
  picking: QuickPicking;
}

function Option({ response, index, picking: { id, active, choose, point } }: OptionProps) {
  const isActive = index === active;
  const { shortcut, title, team, scope, folder } = response;
  return (
    <div
      id={optionId(id, index)}
      class="quick-option"
      role="option"
      aria-selected={isActive}
      aria-describedby={isActive ? previewId(id) : undefined}
      onMouseMove={() => isActive || point(index)}
      onClick={() => choose(response)}
    >
      <b>
        <bdi>{title}</bdi>
      </b>
      <kbd dir="ltr">/{shortcut}</kbd>
      <small>
        {[folder, team?.name ?? (scope === 'personal' ? t('quick.scope.personal') : '')]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </div>
  );
}

/** Says how many there are, and what to do when there are none. */
function Status({ picking: { found, library, query } }: { picking: QuickPicking }) {
  const error = library.error.value;
  const known = library.value.value;
  const words = () => {
    if (known === undefined) return error === undefined ? t('quick.loading') : explainError(error);
    if (known.responses.length === 0) return t('quick.empty-lead');
    return found.length === 0 ? t('quick.none-found', { query }) : t('quick.count', { count: found.length });
  };
  return (
    <p class={found.length > 0 ? 'hidden' : 'quick-status'} role="status">
      {words()}
    </p>
  );
}
