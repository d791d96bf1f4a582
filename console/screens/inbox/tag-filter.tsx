import { t } from '../../i18n/translate.ts';
import { useDesk } from './desk-context.ts';

/** Narrows every view to one tag, until it is chosen otherwise. Nothing to see where the workspace has no tags. */
export function TagFilter() {
  const { labels } = useDesk();
  const { value: tags } = labels.tags;
  const { value: chosen } = labels.filter;
  if (tags.length === 0) return null;
  return (
    <div class={`tag-filter${chosen ? ` tag tag-${chosen.color}` : ''}`}>
      <select
        aria-label={t('tags.filter')}
        value={chosen?.id ?? ''}
        onChange={({ currentTarget }) => labels.filterBy(currentTarget.value || undefined)}
      >
        <option value="">{t('tags.all')}</option>
        {tags.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
