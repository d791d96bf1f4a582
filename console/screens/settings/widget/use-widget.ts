import { useState } from 'preact/hooks';
import type { SiteWidget } from '../../../../shared/protocol/sites.ts';
import { compareSettings } from '../../../../shared/widget-settings/compare-settings.ts';
import type { WidgetSettings } from '../../../../shared/widget-settings/schema.ts';
import { t } from '../../../i18n/translate.ts';
import { request } from '../../../store/api.ts';
import { refusalOf, type Refusal } from '../sites/field-error.ts';
import { keepDraft, readDraft } from '../unsaved.ts';

interface Typed {
  version: number;
  settings: WidgetSettings;
}

export interface WidgetDraft {
  typed: WidgetSettings;
  /** Whether something is typed that the server does not have. */
  unsaved: boolean;
  /** Whether something is not published. */
  unpublished: boolean;
  refusal: Refusal | null;
  word: string;
  busy: boolean;
  errorOf(field: string): string | undefined;
  type(over: Partial<WidgetSettings>): void;
  discard(): void;
  save(): Promise<void>;
  publish(): Promise<void>;
  revert(to: number): Promise<void>;
  /** After a conflict: go on with what was typed, over what somebody else saved. */
  keepMine(): Promise<void>;
  takeTheirs(): Promise<void>;
}

/** What is typed into the editor, what the server keeps of it, and what the site's pages get. */
export function useWidget(path: string, siteId: string, initial: SiteWidget): WidgetDraft {
  const [known, setKnown] = useState(initial);
  const kept = readDraft('widget', siteId) as Typed | undefined;
  const [{ version, settings: typed }, setTyped] = useState<Typed>(
    kept
      ? { version: kept.version, settings: { ...initial.draft, ...kept.settings } }
      : { version: initial.version, settings: initial.draft },
  );
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [word, setWord] = useState('');
  const [busy, setBusy] = useState(false);
  const differs = (one: WidgetSettings, other: WidgetSettings) => compareSettings(one, other).length > 0;

  const put = (next: Typed, server: SiteWidget): void => {
    setTyped(next);
    keepDraft('widget', siteId, differs(server.draft, next.settings) ? next : undefined);
  };
  const learn = (server: SiteWidget): SiteWidget => {
    setKnown(server);
    put({ version: server.version, settings: server.draft }, server);
    return server;
  };
  /** One request at a time; what was typed stays whatever comes of it. */
  const attempt = async (done: string, act: () => Promise<unknown>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    setWord('');
    try {
      await act();
      setWord(done);
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  const store = (upon: number) =>
    request<SiteWidget>('PUT', `${path}/draft`, { version: upon, settings: typed }).then(learn);

  const unsaved = differs(known.draft, typed);
  return {
    typed,
    unsaved,
    unpublished: differs(known.published, typed),
    refusal,
    word,
    busy,
    errorOf: (field) => (refusal?.field === `settings.${field}` ? refusal.text : undefined),
    type(over) {
      setRefusal(null);
      setWord('');
      put({ version, settings: { ...typed, ...over } }, known);
    },
    discard() {
      setRefusal(null);
      put({ version: known.version, settings: known.draft }, known);
    },
    save: () => attempt(t('widget.draft-saved'), () => store(version)),
    publish: () =>
      attempt(t('widget.published'), async () => {
        const upon = unsaved ? (await store(version)).version : version;
        learn(await request<SiteWidget>('POST', `${path}/publish`, { version: upon }));
      }),
    revert: (to) =>
      attempt(t('widget.published'), async () =>
        learn(await request<SiteWidget>('POST', `${path}/revert`, { version, to })),
      ),
    keepMine: () =>
      attempt(t('widget.draft-saved'), async () => {
        const theirs = await request<SiteWidget>('GET', path);
        setKnown(theirs);
        await store(theirs.version);
      }),
    takeTheirs: () => attempt('', async () => learn(await request<SiteWidget>('GET', path))),
  };
}
