import type { FormField } from './form-fields.ts';
import type { FieldKind } from './form-rules.ts';
import type { WidgetSettings } from './schema.ts';

/** A question, as pages get it: what is as usual is left out. */
export interface PublicField {
  key: string;
  label?: string;
  kind: FieldKind;
  required?: true;
  options?: readonly string[];
}

export interface PublicTeam {
  id: string;
  name: string;
  expectation?: string;
}

export interface PublicForm {
  intro?: string;
  fields: readonly PublicField[];
}

/** What visitors are asked, and which teams they may choose. */
export interface PublicForms {
  pre_chat?: PublicForm;
  offline?: PublicForm & { thanks?: string; outside_hours?: true };
  teams?: readonly PublicTeam[];
}

const toPublicField = ({ key, label, kind, required, options }: FormField): PublicField => ({
  key,
  kind,
  ...(label !== '' && { label }),
  ...(required && { required }),
  ...(options.length > 0 && { options }),
});

const toPublicForm = ({ intro, fields }: { intro: string; fields: FormField[] }): PublicForm => ({
  ...(intro !== '' && { intro }),
  fields: fields.map(toPublicField),
});

/** Undefined where nothing is asked and no team can be chosen. */
export function toPublicForms({
  pre_chat,
  offline,
}: Pick<WidgetSettings, 'pre_chat' | 'offline'>): PublicForms | undefined {
  const teams = pre_chat.teams.map(({ id, name, expectation }) => ({
    id,
    name,
    ...(expectation !== '' && { expectation }),
  }));
  const forms: PublicForms = {
    ...(pre_chat.enabled && { pre_chat: toPublicForm(pre_chat) }),
    ...(offline.enabled && {
      offline: {
        ...toPublicForm(offline),
        ...(offline.thanks !== '' && { thanks: offline.thanks }),
        ...(offline.outside_hours && { outside_hours: true as const }),
      },
    }),
    ...(teams.length > 0 && { teams }),
  };
  return Object.keys(forms).length > 0 ? forms : undefined;
}
