import { useState } from 'preact/hooks';
import type { NewIdentityKey, SiteIdentity } from '../../../../shared/protocol/identify.ts';
import type { Site } from '../../../../shared/protocol/sites.ts';
import { moment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmButton } from '../members/confirm-button.tsx';
import { useAct, type Act } from '../use-act.ts';
import { CodeBlock } from './code-block.tsx';
import { IdentityForm } from './identity-form.tsx';
import { LoadingOrFailed } from './loading-or-failed.tsx';
import { signingSamples } from './signing-samples.ts';
import { useLoad } from './use-load.ts';

interface Props {
  /** Of the site, in the API. */
  path: string;
  site: Site;
}

/** By which keys a site vouches for its visitors, and what it believes without. */
export function SiteIdentitySection({ path: ofSite, site }: Props) {
  const path = `${ofSite}/identity`;
  const loaded = useLoad<SiteIdentity>(path);
  const [fresh, setFresh] = useState<NewIdentityKey>();
  const act = useAct();
  if (loaded.state !== 'ready') return <LoadingOrFailed state={loaded} />;
  const { value: identity, set } = loaded;
  const make = () =>
    act.run(async () => {
      const made = await request<NewIdentityKey>('POST', `${path}/keys`);
      setFresh(made);
      set(made.identity);
    });
  const revoke = (id: string) =>
    act.run(async () => {
      set(await request<SiteIdentity>('DELETE', `${path}/keys/${id}`));
      if (fresh?.id === id) setFresh(undefined);
    });
  const { keys } = identity;
  return (
    <section class="panel-card" aria-labelledby="identity">
      <h3 id="identity">{t('identity.title')}</h3>
      <p>{t('identity.lead')}</p>
      {keys.length === 0 && <p>{t('identity.none')}</p>}
      {fresh && <FreshKey made={fresh} />}
      <Keys keys={keys} act={act} onRevoke={(id) => void revoke(id)} />
      {keys.length < 2 && (
        <Button busy={act.busy} onClick={() => void make()}>
          {t(keys.length === 0 ? 'identity.make' : 'identity.another')}
        </Button>
      )}
      {keys.length > 0 && <p>{t('identity.rotate-lead')}</p>}
      {act.failure && <p role="alert">{act.failure.text}</p>}
      {keys.length > 0 && <Samples site={site.key} keyId={fresh?.id ?? keys.at(-1)!.id} />}
      <IdentityForm path={path} identity={identity} onSaved={set} />
    </section>
  );
}

interface KeysProps {
  keys: SiteIdentity['keys'];
  act: Act;
  onRevoke: (id: string) => void;
}

const Keys = ({ keys, act, onRevoke }: KeysProps) => (
  <ul class="rows">
    {keys.map(({ id, created_at }) => (
      <li key={id}>
        <span>
          <code dir="ltr">{id}</code>
          <span class="under">{t('identity.made', { time: moment(created_at) })}</span>
        </span>
        <ConfirmButton
          label={t('identity.revoke')}
          question={t('identity.revoke-question')}
          danger
          busy={act.busy}
          onConfirm={() => onRevoke(id)}
        />
      </li>
    ))}
  </ul>
);

const FreshKey = ({ made }: { made: NewIdentityKey }) => (
  <div class="fresh-key" role="status">
    <p>{t('identity.secret-lead')}</p>
    <h4>{t('identity.secret')}</h4>
    <CodeBlock label={t('identity.secret')} text={made.secret} />
    <h4>{t('identity.key-id')}</h4>
    <CodeBlock label={t('identity.key-id')} text={made.id} />
  </div>
);

const Samples = ({ site, keyId }: { site: string; keyId: string }) => (
  <details>
    <summary>{t('identity.sample')}</summary>
    {signingSamples({ site, keyId }).map(([language, code]) => (
      <div key={language}>
        <h4 dir="ltr">{language}</h4>
        <CodeBlock label={language} text={code} />
      </div>
    ))}
  </details>
);
