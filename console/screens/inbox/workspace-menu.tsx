import { t } from '../../i18n/translate.ts';
import { account } from '../../store/account.ts';
import { DEFAULT_VIEW, navigate } from '../../store/route.ts';

/** For who works in several: the browser's own list, laid over the letters of the workspace that is here. */
export function WorkspaceMenu({ workspace }: { workspace: string }) {
  const { value: who } = account;
  const all = who.state === 'signed-in' ? who.me.memberships.map((one) => one.workspace) : [];
  const here = all.find(({ id }) => id === workspace);
  if (!here || all.length < 2) return null;
  const label = `${t('me.switch')}: ${here.name}`;
  return (
    <div class="rail-workspace" title={label}>
      <span aria-hidden="true">{initialsOf(here.name)}</span>
      <select
        aria-label={label}
        value={workspace}
        onChange={({ currentTarget }) =>
          navigate({ name: 'inbox', workspace: currentTarget.value, view: DEFAULT_VIEW })
        }
      >
        {all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
