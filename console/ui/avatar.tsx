import { Icon } from './icon.tsx';

interface Props {
  /** Null for somebody whose name is not known. */
  name: string | null;
  /** Decides the colour, so that a person keeps theirs. */
  id: string;
  size?: 'small' | 'medium' | 'large';
  online?: boolean;
}

const COLOURS = 5;

export function Avatar({ name, id, size = 'medium', online = false }: Props) {
  return (
    <span class={`avatar ${size} colour-${colourOf(id)}`} aria-hidden="true">
      {name === null ? <Icon name="person" size={size === 'large' ? 22 : 17} /> : initials(name)}
      {online && <span class="presence" />}
    </span>
  );
}

function colourOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % COLOURS;
}

/** The first letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    firstLetter(word ?? ''),
  );
  return letters.join('').toLocaleUpperCase();
}

const segments = new Intl.Segmenter();

function firstLetter(word: string): string {
  for (const { segment } of segments.segment(word)) return segment;
  return '';
}
