import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Tag } from '../../../shared/protocol/inbox.ts';
import { t } from '../../i18n/translate.ts';
import { findTags, MAX_TAG_LENGTH_SHOWN } from '../../store/find-tags.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TagChip } from './tag-chip.tsx';

interface Props {
  tags: readonly Tag[];
  chosen: readonly string[];
  onToggle: (id: string) => void;
  onMake: (name: string) => void;
  /** Absent for who may not change tags. */
  onEdit: ((tag: Tag) => void) | undefined;
}

/** Arrows point, Enter puts on or takes off, or makes what does not exist. The field keeps the focus. */
export function TagSearch({ tags, chosen, onToggle, onMake, onEdit }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [pointed, setPointed] = useState(0);
  const { found, toMake } = findTags(tags, query);
  const count = found.length + (toMake === undefined ? 0 : 1);
  const at = Math.min(pointed, count - 1);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' }), [at]);
  const choose = (index: number) => {
    const tag = found[index];
    if (tag) onToggle(tag.id);
    else if (toMake !== undefined) onMake(toMake);
    setQuery('');
    setPointed(0);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || count === 0) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === 0) choose(at);
    else setPointed((at + step + count) % count);
  };
  const option = (index: number) => `${id}-${index}`;
  return (
    <div class="field tag-search">
      <div class="field-box">
        <input
          ref={field}
          role="combobox"
          type="text"
          autocomplete="off"
          spellcheck={false}
          maxLength={MAX_TAG_LENGTH_SHOWN}
          aria-label={t('tags.find')}
          placeholder={t('tags.find')}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={count > 0 ? option(at) : undefined}
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setPointed(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {count === 0 && <p class="dialog-lead">{t('tags.none')}</p>}
      <div class="tag-options">
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-multiselectable="true"
          aria-label={t('tags.title')}
        >
          {found.map((tag, index) => (
            <div
              key={tag.id}
              id={option(index)}
              role="option"
              aria-selected={chosen.includes(tag.id)}
              class={index === at ? 'pointed' : ''}
              onPointerMove={() => setPointed(index)}
              onClick={() => choose(index)}
            >
              <span class="choice-mark">{chosen.includes(tag.id) && <Icon name="check" size={16} />}</span>
              <TagChip tag={tag} />
            </div>
          ))}
          {toMake !== undefined && (
            <div
              id={option(found.length)}
              role="option"
              aria-selected="false"
              class={at === found.length ? 'pointed' : ''}
              onPointerMove={() => setPointed(found.length)}
              onClick={() => choose(found.length)}
            >
              <span class="choice-mark">
                <Icon name="plus" size={16} />
              </span>
              <bdi>{t('tags.make', { name: toMake })}</bdi>
            </div>
          )}
        </div>
        {onEdit && found.length > 0 && (
          <div class="tag-edits">
            {found.map((tag) => (
              <IconButton
                key={tag.id}
                icon="gear"
                label={t('tags.edit', { name: tag.name })}
                onClick={() => onEdit(tag)}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
