import { useState } from 'preact/hooks';
import type { Tag, TagColor } from '../../../shared/protocol/inbox.ts';
import { t } from '../../i18n/translate.ts';
import { changeTag, deleteTag } from '../../store/inbox-verbs.ts';
import { TAG_COLORS } from '../../store/tag-colors.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useDesk } from './desk-context.ts';
import { TagChip } from './tag-chip.tsx';
import { ToolFailed } from './tool-failed.tsx';
import { useTool } from './use-tool.ts';

/** What a tag is called and how it looks, everywhere at once; and its end. */
export function TagEditor({ tag, onBack }: { tag: Tag; onBack: () => void }) {
  const { workspace, labels } = useDesk();
  const { isBusy, failure, run } = useTool();
  const [name, setName] = useState(tag.name);
  const [color, setColor] = useState<TagColor>(tag.color);
  const [isAsking, setAsking] = useState(false);
  const done = () => {
    void labels.refresh();
    onBack();
  };
  const save = (event: Event) => {
    event.preventDefault();
    void run(() => changeTag({ workspace }, tag.id, { name, color }), done);
  };
  const remove = () => {
    if (isAsking) void run(() => deleteTag({ workspace }, tag.id), done);
    else setAsking(true);
  };
  return (
    <form class="tag-editor" onSubmit={save}>
      <h2>
        <TagChip tag={{ name: name || tag.name, color }} />
      </h2>
      <Field name="name" label={t('tags.name')} value={name} onInput={setName} focused />
      <fieldset class="tag-colors">
        <legend>{t('tags.color')}</legend>
        {TAG_COLORS.map((one) => (
          <label key={one} class={`tag tag-${one}`} title={t(`tags.color.${one}`)}>
            <input
              type="radio"
              name="color"
              value={one}
              checked={one === color}
              onChange={() => setColor(one)}
            />
            <span class="hidden">{t(`tags.color.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <ToolFailed failure={failure} />
      <div class="dialog-actions">
        <Button kind={isAsking ? 'danger' : 'quiet'} busy={isBusy} onClick={remove}>
          {t(isAsking ? 'tags.delete-sure' : 'tags.delete')}
        </Button>
        <span class="spring" />
        <Button onClick={onBack}>{t('tags.back')}</Button>
        <Button kind="primary" type="submit" busy={isBusy}>
          {t('tags.save')}
        </Button>
      </div>
    </form>
  );
}
