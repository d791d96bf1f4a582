import { signal } from '@preact/signals';

/** The message that the next one will answer. */
export interface Answering {
  conversation: string;
  seq: number;
}

export const answering = signal<Answering | null>(null);
