import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { mayRole } from '../../../shared/authority/permissions.ts';
import { t } from '../../i18n/translate.ts';
import { answering } from '../../store/answering.ts';
import { editing } from '../../store/compose.ts';
import type { Bubble } from '../../store/thread-rows.ts';
import { Icon } from '../../ui/icon.tsx';
import { chatDialog } from './chat-dialog.ts';
import { composeHere } from './compose-here.ts';
import { useDesk } from './desk-context.ts';
import { isRecent } from './edit-last.ts';

const NAME_LENGTH = 40;
const GAP_PX = 4;

interface Props {
  row: Bubble;
  conversation: string;
  mayAnswer: boolean;
}

type Act = 'reply' | 'edit' | 'delete' | 'redact';

/** What one may do with what was said: answer it; change one's own for a while, and admins may redact anybody's. */
export function SaidMenu({ row, conversation, mayAnswer }: Props) {
  const desk = useDesk();
  const { seq, publicSeq, mine, said, text, kind, at } = row;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const role = desk.session.getState().me?.role;
  const mayRedact = mine || (role !== undefined && mayRole(role, 'visitors.manage'));
  if (seq === undefined || said.gone === 'redacted') return null;
  const own: Act[] = mine && said.gone === null && isRecent({ created_at: at }) ? ['edit', 'delete'] : [];
  const isAnswerable = mayAnswer && kind === 'message' && publicSeq !== undefined && said.gone === null;
  const acts: Act[] = [
    ...(isAnswerable ? ['reply' as const] : []),
    ...own,
    ...(mayRedact ? ['redact' as const] : []),
  ];
  if (acts.length === 0) return null;
  const close = (isLeft = false) => {
    setOpen(false);
    if (!isLeft) button.current?.focus();
  };
  const act = (what: Act) => {
    setOpen(false);
    if (what === 'reply') {
      answering.value = { conversation, publicSeq: publicSeq! };
      composeHere(desk.me.id, conversation, 'reply');
    } else if (what === 'edit') editing.value = { conversation, seq, kind, text };
    else {
      // The question gives the focus back to where it was asked from.
      button.current?.focus();
      chatDialog.value = { kind: what, conversation, seq, said: kind };
    }
  };
  const short = text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH).toWellFormed()}…` : text;
  return (
    <span class={isOpen ? 'said-menu open' : 'said-menu'}>
      <button
        type="button"
        ref={button}
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={t('said.actions', { text: short })}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" size={18} />
      </button>
      {isOpen && <Items acts={acts} anchor={button} onAct={act} onClose={close} />}
    </span>
  );
}

interface ItemsProps {
  acts: readonly Act[];
  anchor: { current: HTMLButtonElement | null };
  onAct: (act: Act) => void;
  onClose: (isLeft?: boolean) => void;
}

function Items({ acts, anchor, onAct, onClose }: ItemsProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (menu.current && anchor.current) place(menu.current, anchor.current);
    menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, []);
  useEffect(() => {
    const onOutside = ({ target }: Event) => {
      const isInside =
        target instanceof Node && (menu.current?.contains(target) || anchor.current?.contains(target));
      if (!isInside) onClose(true);
    };
    const events = ['pointerdown', 'focusin', 'wheel'];
    for (const name of events) document.addEventListener(name, onOutside);
    return () => events.forEach((name) => document.removeEventListener(name, onOutside));
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const next = nextItem(event.key, items.indexOf(document.activeElement as HTMLElement), items.length);
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Tab') onClose(true);
    else items[next ?? -1]?.focus();
    // A letter would be a key of the inbox.
    event.stopPropagation();
    if (event.key === 'Escape' || next !== undefined) event.preventDefault();
  };
  return (
    <div ref={menu} class="said-items" role="menu" onKeyDown={onKeyDown}>
      {acts.map((one) => (
        <button key={one} type="button" role="menuitem" tabIndex={-1} class={one} onClick={() => onAct(one)}>
          {t(`said.${one}`)}
        </button>
      ))}
    </div>
  );
}

function nextItem(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

/** Beside its button, above it where there is no room below; the log would cut off what stands in it. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { top, bottom, left } = button.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = menu;
  const isBelow = bottom + height + GAP_PX < innerHeight;
  menu.style.top = `${isBelow ? bottom + GAP_PX : top - height - GAP_PX}px`;
  menu.style.left = `${Math.max(GAP_PX, Math.min(left, innerWidth - width - GAP_PX))}px`;
}
