import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LaterPanel } from '../panel/later-methods.ts';
import { usePanel } from '../ui/panel-context.ts';
import { muted, setMuted } from '../tabs/muted.ts';
import { Glyph } from './glyph.tsx';
import { useHomeWords } from './home-words.ts';
import { downloadTranscript } from './transcript.ts';

interface EntryProps {
  label: string;
  onClick(): void;
}
const Entry = ({ label, onClick }: EntryProps) => (
  <button type="button" onClick={onClick}>
    {label}
  </button>
);

/** What can be done beside talking. A button that discloses others: Escape, a click elsewhere and leaving it close it. */
export const createMenu = (panel: LaterPanel): ComponentType => {
  const Menu = () => {
    const { store } = usePanel();
    const say = useHomeWords();
    const [open, setOpen] = useState(false);
    const [trouble, setTrouble] = useState('');
    const box = useRef<HTMLDivElement>(null);
    const button = useRef<HTMLButtonElement>(null);
    const isMuted = muted(panel).value;
    useEffect(() => {
      if (open) box.current?.querySelector('button')?.focus();
    }, [open]);
    const close = (): void => {
      setOpen(false);
      button.current?.focus();
    };
    const download = (): void => {
      close();
      setTrouble('');
      downloadTranscript(panel).catch(() => setTrouble(say.transcriptFailed));
    };
    return (
      <div
        class="more"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open) return;
          event.stopPropagation();
          event.preventDefault();
          close();
        }}
        onFocusOut={({ currentTarget, relatedTarget }) => {
          if (relatedTarget && !currentTarget.contains(relatedTarget as Node)) setOpen(false);
        }}
      >
        <button
          type="button"
          class="icon"
          ref={button}
          aria-label={say.menu}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Glyph name="more" />
        </button>
        {open && (
          <div class="menu" ref={box}>
            {store.conversation.value && <Entry label={say.transcript} onClick={download} />}
            <Entry
              label={isMuted ? say.unmute : say.mute}
              onClick={() => {
                setMuted(panel, !isMuted);
                close();
              }}
            />
          </div>
        )}
        <p class="menu trouble" role="alert" hidden={!trouble}>
          {trouble}
        </p>
      </div>
    );
  };
  return Menu;
};
