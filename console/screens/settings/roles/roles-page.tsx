import { mayRole, WORKSPACE_PERMISSIONS } from '../../../../shared/authority/permissions.ts';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icon.tsx';
import { PageHead } from '../page-head.tsx';

const ROLES = ['owner', 'admin', 'agent'] as const;

/** The table that the routes enforce, readable. */
export default function RolesPage() {
  return (
    <>
      <PageHead title={t('settings.roles')} lead={t('roles.lead')} />
      <div class="table-frame" role="region" aria-label={t('settings.roles')} tabIndex={0}>
        <table class="table roles">
          <thead>
            <tr>
              <th scope="col">{t('roles.may')}</th>
              {ROLES.map((role) => (
                <th key={role} scope="col">
                  {t(`roles.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WORKSPACE_PERMISSIONS.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(`permission.${permission}`)}</th>
                {ROLES.map((role) => (
                  <td key={role} data-role={role} data-permission={permission}>
                    <May yes={mayRole(role, permission)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const May = ({ yes }: { yes: boolean }) => (
  <span class={yes ? 'may' : 'may-not'}>
    {yes ? <Icon name="check" size={18} /> : '–'}
    <span class="hidden">{t(yes ? 'roles.yes' : 'roles.no')}</span>
  </span>
);
