import { usePanel } from './panel-context.ts';

/** [S12] What somebody typed, with its links; only ever text nodes and anchors. */
export const LinkedText = ({ text }: { text: string }) => (
  <>
    {usePanel()
      .store.splitLinks.value(text)
      .map((part) =>
        part.href ? (
          <a href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
  </>
);
