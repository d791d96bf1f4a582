import { splitLinks } from '../../shared/text/links.ts';

/** What a person typed: text as text, its links as links (S12). */
export function MessageText({ text }: { text: string }) {
  return (
    <span class="said" dir="auto">
      <Linked text={text} />
    </span>
  );
}

/** A stretch of it. */
export const Linked = ({ text }: { text: string }) => (
  <>
    {splitLinks(text).map((part, index) =>
      part.href === undefined ? (
        part.text
      ) : (
        <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
          {part.text}
        </a>
      ),
    )}
  </>
);
