import { useMemo, useState } from 'preact/hooks';
import type { Conversation } from '../../../shared/protocol/conversations.ts';
import { t } from '../../i18n/translate.ts';
import { snoozeChat, wakeChat } from '../../store/inbox-verbs.ts';
import { instantOf, localInput, snoozeTimes, timeZone } from '../../store/snooze-times.ts';
import { comingTime } from '../../store/wakes-text.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceList, type Choice } from '../../ui/choice-list.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { Field } from '../../ui/field.tsx';
import { useDesk } from './desk-context.ts';
import { ToolFailed } from './tool-failed.tsx';
import { useTool } from './use-tool.ts';

interface Props {
  conversation: Conversation;
  onClose: () => void;
}

/** Until when: a time that is one press away, the visitor's next word, or a time of one's own. */
export function SnoozeDialog({ conversation, onClose }: Props) {
  const { workspace } = useDesk();
  const { isBusy, failure, run } = useTool();
  const begun = useMemo(() => new Date(), []);
  const times = useMemo(() => snoozeTimes(begun), [begun]);
  const of = { workspace, conversation: conversation.id };
  const snooze = (until: Date | null) => run(() => snoozeChat(of, until && until.toISOString()), onClose);
  const choices: Choice<string>[] = times.map(({ preset, at }) => ({
    value: preset,
    label: t(`snooze.${preset}`),
    detail: preset === 'monday' ? comingTime(at.toISOString(), begun.getTime()) : clockOnly(at),
  }));
  choices.push({ value: 'reply', label: t('snooze.reply') });
  if (conversation.status === 'snoozed') choices.push({ value: 'wake', label: t('snooze.wake') });
  const choose = (value: string) => {
    if (value === 'wake') void run(() => wakeChat(of), onClose);
    else void snooze(times.find(({ preset }) => preset === value)?.at ?? null);
  };
  return (
    <Drawer kind="middle" label={t('snooze.title')} onClose={onClose}>
      <h2>{t('snooze.title')}</h2>
      <ChoiceList label={t('snooze.title')} choices={choices} busy={isBusy} onChoose={choose} />
      <OwnTime busy={isBusy} from={begun} onSnooze={(at) => void snooze(at)} />
      <ToolFailed failure={failure} />
    </Drawer>
  );
}

const clockOnly = (at: Date): string => comingTime(at.toISOString(), at.getTime());

interface OwnProps {
  busy: boolean;
  from: Date;
  onSnooze: (at: Date) => void;
}

function OwnTime({ busy, from, onSnooze }: OwnProps) {
  const [typed, setTyped] = useState(() => localInput(new Date(from.getTime() + 2 * 3_600_000)));
  const [error, setError] = useState<string>();
  const submit = (event: Event) => {
    event.preventDefault();
    const at = instantOf(typed);
    if (at && at.getTime() > Date.now()) onSnooze(at);
    else setError(t('snooze.past'));
  };
  return (
    <form class="snooze-own" onSubmit={submit} noValidate>
      <Field
        name="until"
        type="datetime-local"
        label={t('snooze.own')}
        hint={t('snooze.hint', { zone: timeZone() })}
        value={typed}
        error={error}
        onInput={(value) => {
          setTyped(value);
          setError(undefined);
        }}
      />
      <Button type="submit" busy={busy}>
        {t('snooze.button')}
      </Button>
    </form>
  );
}
