import { useEffect, useRef, useState } from 'preact/hooks';
import {
  PREVIEW_PATH,
  readMessage,
  type FromPreview,
  type PreviewReady,
  type PreviewScene,
  type PreviewShown,
} from '../../../../shared/widget-settings/preview-messages.ts';
import { toPublicSettings } from '../../../../shared/widget-settings/public-settings.ts';
import type { WidgetLanguage } from '../../../../shared/widget-settings/text-keys.ts';
import type { WidgetSettings } from '../../../../shared/widget-settings/schema.ts';
import { t } from '../../../i18n/translate.ts';
import { Choice } from './choice.tsx';

interface Props {
  settings: WidgetSettings;
  language: WidgetLanguage;
  /** The one that was asked to be shown; another object each time. */
  greeting: { text: string } | null;
  onReady: (texts: PreviewReady['texts']) => void;
  onShown: (shown: PreviewShown) => void;
}

type Place = PreviewScene['place'];
type Theme = PreviewScene['theme'];
type Screen = 'desktop' | 'phone';

/** The real widget, in a page that has no way to any server, as it will be. */
export function WidgetPreview({ settings, language, greeting, onReady, onShown }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const [place, setPlace] = useState<Place>('open');
  const [theme, setTheme] = useState<Theme>('light');
  const [screen, setScreen] = useState<Screen>('desktop');
  const { origin } = location;

  useEffect(() => {
    const listen = (event: MessageEvent): void => {
      const from = { origin, source: frame.current?.contentWindow ?? null };
      const message = readMessage<FromPreview>(event, from, 'bellhop-preview:ready', 'bellhop-preview:shown');
      if (message?.type === 'bellhop-preview:ready') {
        setReady(true);
        onReady(message.texts);
      }
      if (message?.type === 'bellhop-preview:shown') onShown(message);
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, []);

  useEffect(() => {
    if (greeting) setPlace('closed');
  }, [greeting]);

  useEffect(() => {
    if (!ready) return;
    const scene = sceneOf(settings, language, place, theme);
    if (greeting) scene.greeting = greeting.text;
    frame.current?.contentWindow?.postMessage(scene, origin);
  }, [ready, settings, language, greeting, place, theme]);

  return (
    <section class="widget-preview" aria-label={t('widget.preview')}>
      <div class="button-row">
        <Choice label={t('widget.show')} value={place} options={PLACES()} onChange={setPlace} />
        <Choice label={t('me.theme')} value={theme} options={THEMES()} onChange={setTheme} />
        <Choice label={t('widget.screen')} value={screen} options={SCREENS()} onChange={setScreen} />
      </div>
      <div class="preview-frame" data-screen={screen}>
        <iframe
          ref={frame}
          title={t('widget.preview')}
          src={PREVIEW_PATH}
          sandbox="allow-scripts allow-same-origin"
        />
      </div>
      <p class="field-hint">{t('widget.preview-lead')}</p>
    </section>
  );
}

function sceneOf(
  settings: WidgetSettings,
  language: WidgetLanguage,
  place: Place,
  theme: Theme,
): PreviewScene {
  const { side, bottom } = settings.launcher;
  const launcher = { ...settings.launcher, side: side || 0, bottom: bottom || 0 };
  return {
    type: 'bellhop-preview:show',
    settings: { ...toPublicSettings({ ...settings, launcher }), ...(language !== 'en' && { language }) },
    place,
    theme: settings.theme === 'auto' ? theme : settings.theme,
    locale: language,
    sample: {
      agent: t('widget.sample-agent'),
      question: t('widget.sample-question'),
      answer: t('widget.sample-answer'),
    },
  };
}

const PLACES = () =>
  (['closed', 'open', 'conversation'] as const).map((value) => ({ value, label: t(`widget.show.${value}`) }));
const THEMES = () => (['light', 'dark'] as const).map((value) => ({ value, label: t(`me.theme.${value}`) }));
const SCREENS = () =>
  (['desktop', 'phone'] as const).map((value) => ({ value, label: t(`widget.screen.${value}`) }));
