import { renderParts } from '../../shared/quick-responses/template.ts';
import type { VariableValues } from '../../shared/quick-responses/variables.ts';
import { t } from '../i18n/translate.ts';

interface Props {
  text: string;
  values: VariableValues;
}

/** What a quick response comes out as; what was put in is marked, and so is what is not known. */
export function ResponsePreview({ text, values }: Props) {
  return (
    <p class="response-preview" dir="auto">
      {renderParts(text, values).map((part, at) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <span key={at} class={`part ${part.kind}`}>
            {part.kind === 'missing' ? t('quick.preview-missing') : part.text}
          </span>
        ),
      )}
    </p>
  );
}
