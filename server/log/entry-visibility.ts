import type { EntryType } from '../../shared/protocol/entries.ts';

/** [E3] Which entries a visitor sees. A type that is missing here does not compile. */
const PUBLIC: Record<EntryType, boolean> = {
  started: true,
  message: true,
  note: false,
  assigned: true,
  joined: true,
  unassigned: true,
  offered: false,
  offer_passed: false,
  queued: false,
  unattended: false,
  snoozed: false,
  woken: false,
  prioritized: false,
  tagged: false,
  untagged: false,
  idle_warned: true,
  ended: true,
  reopened: true,
  rated: true,
  form_submitted: true,
  message_edited: true,
  message_deleted: true,
  message_redacted: true,
  note_edited: false,
  note_deleted: false,
  note_redacted: false,
};

export const isPublic = (type: EntryType): boolean => PUBLIC[type];
