import { useEffect, useState } from 'preact/hooks';
import type { SignInChoice } from '../../../shared/protocol/sign-in.ts';
import { t } from '../../i18n/translate.ts';
import { beginWithProvider, findProvider } from '../../store/account.ts';
import { route } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { useAct } from '../settings/use-act.ts';
import { FormNote } from './account-page.tsx';

/** The provider of the workspace in the address, or the only one of this server. */
export function ProviderButton() {
  const { value: here } = route;
  const workspace = 'workspace' in here ? here.workspace : undefined;
  const [choice, setChoice] = useState<SignInChoice | null>(null);
  const act = useAct();
  useEffect(() => {
    let wanted = true;
    findProvider(workspace).then(
      (found) => wanted && setChoice(found),
      () => undefined,
    );
    return () => void (wanted = false);
  }, [workspace]);
  if (!choice) return null;
  const begin = () =>
    act.run(async () => {
      location.assign(await beginWithProvider(choice.workspace_id));
    });
  return (
    <div class="other-way">
      <p class="or">{t('sign-in.or')}</p>
      <FormNote kind="bad">{act.failure?.text}</FormNote>
      <Button wide busy={act.busy} onClick={() => void begin()}>
        {t('sign-in.with', { name: choice.name })}
      </Button>
    </div>
  );
}
