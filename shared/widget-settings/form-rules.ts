/** What bounds the forms of a widget; for the console, which must not load a schema. */
export const MAX_FORM_FIELDS = 8;
export const MAX_FORM_OPTIONS = 20;
export const MAX_FIELD_LABEL = 100;
export const MAX_FORM_TEXT = 300;
export const MAX_OFFERED_TEAMS = 20;

/** What is answered under these keys becomes the visitor's own name and e-mail address, where none is known. */
export const KNOWN_KEYS = ['name', 'email'] as const;

export const FIELD_KINDS = ['text', 'email', 'phone', 'select', 'textarea', 'checkbox'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
