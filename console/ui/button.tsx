import type { ComponentChildren, Ref } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  children: ComponentChildren;
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  type?: 'button' | 'submit';
  busy?: boolean;
  disabled?: boolean;
  wide?: boolean;
  /** The key that does the same; shown, never part of the name. */
  shortcut?: string;
  onClick?: () => void;
}

export function Button(props: Props) {
  const { kind = 'plain', type = 'button', busy = false, disabled = false } = props;
  return (
    <button
      type={type}
      class={`button ${kind}${props.wide ? ' wide' : ''}`}
      disabled={disabled}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : props.onClick}
    >
      {props.children}
      {props.shortcut && (
        <kbd class="shortcut" aria-hidden="true">
          {props.shortcut}
        </kbd>
      )}
    </button>
  );
}

interface IconButtonProps {
  icon: IconName;
  label: string;
  onClick: () => void;
  class?: string;
  pressed?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
}

export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      ref={props.buttonRef}
      class={`icon-button ${props.class ?? ''}`}
      aria-label={props.label}
      aria-expanded={props.pressed}
      title={props.label}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
      <span class="icon-label" aria-hidden="true">
        {props.label}
      </span>
    </button>
  );
}
