import { SETTING_KEYS } from '../../../../shared/settings/registry.ts';
import { t } from '../../../i18n/translate.ts';
import { PageHead } from '../page-head.tsx';
import type { SettingsPageProps } from '../pages.ts';
import { SettingRow } from './setting-row.tsx';
import { useSettings } from './settings-draft.ts';
import { SettingsForm } from './settings-form.tsx';
import { SettingsHistory } from './settings-history.tsx';
import { TestMail } from './test-mail.tsx';

/** In the order of the page; a setting belongs to the group that its key begins with. */
const GROUPS = [
  'limits',
  'mail',
  'chat',
  'routing',
  'attachments',
  'languages',
  'notifications',
  'retention',
] as const;

/** Everything that the registry holds but the hours and signing in, which have pages of their own. */
export default function ChatPage({ membership, me }: SettingsPageProps) {
  const workspace = membership.workspace.id;
  const state = useSettings(workspace, 'chat');
  return (
    <>
      <PageHead title={t('settings.chat')} lead={t('settings.chat-lead')} />
      <SettingsForm state={state} label={t('settings.chat')}>
        {(draft) =>
          GROUPS.map((group) => (
            <fieldset key={group} class="settings-group">
              <legend>{t(`settings.chat.${group}`)}</legend>
              {SETTING_KEYS.filter((key) => key.startsWith(`${group}.`)).map((key) => (
                <SettingRow key={key} setting={key} draft={draft} />
              ))}
              {group === 'mail' && <TestMail workspace={workspace} email={me.user.email} draft={draft} />}
            </fieldset>
          ))
        }
      </SettingsForm>
      {state.state === 'ready' && <SettingsHistory workspace={workspace} draft={state.draft} />}
    </>
  );
}
