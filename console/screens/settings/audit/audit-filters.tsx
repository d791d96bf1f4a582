import { useId } from 'preact/hooks';
import type { AuditFilters as Choices } from '../../../../shared/audit/audit-entry.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { actionName } from './action-name.ts';
import { NO_FILTERS, queryOf, type Filters } from './use-audit.ts';

interface Props {
  filters: Filters;
  choices: Choices;
  onChange: (filters: Filters) => void;
}

export function AuditFiltersForm({ filters, choices, onChange }: Props) {
  const id = useId();
  const set = (name: keyof Filters) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...filters, [name]: event.currentTarget.value });
  const actors = [
    ...choices.actors.map((actor) => ({ value: actor.id, name: actor.name })),
    { value: 'operator', name: t('audit.operator') },
    { value: 'system', name: t('app.name') },
  ];
  return (
    <form
      class="filters"
      role="search"
      aria-label={t('audit.filters')}
      onSubmit={(event) => event.preventDefault()}
    >
      <div class="filter">
        <label for={`${id}-q`}>{t('audit.search')}</label>
        <input id={`${id}-q`} type="search" maxLength={100} value={filters.q} onInput={set('q')} />
      </div>
      <div class="filter">
        <label for={`${id}-actor`}>{t('audit.actor')}</label>
        <select id={`${id}-actor`} value={filters.actor} onChange={set('actor')}>
          <option value="">{t('audit.anybody')}</option>
          {actors.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="filter">
        <label for={`${id}-action`}>{t('audit.action')}</label>
        <select id={`${id}-action`} value={filters.action} onChange={set('action')}>
          <option value="">{t('audit.anything')}</option>
          {choices.actions.map((action) => (
            <option key={action} value={action}>
              {actionName(action)}
            </option>
          ))}
        </select>
      </div>
      <div class="filter">
        <label for={`${id}-from`}>{t('audit.from')}</label>
        <input id={`${id}-from`} type="date" max={filters.to} value={filters.from} onInput={set('from')} />
      </div>
      <div class="filter">
        <label for={`${id}-to`}>{t('audit.to')}</label>
        <input id={`${id}-to`} type="date" min={filters.from} value={filters.to} onInput={set('to')} />
      </div>
      {queryOf(filters) !== '' && (
        <Button kind="quiet" onClick={() => onChange(NO_FILTERS)}>
          {t('audit.clear')}
        </Button>
      )}
    </form>
  );
}
