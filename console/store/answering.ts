import { signal } from '@preact/signals';

/** [M13] The message that the next reply answers. */
export interface Answering {
  conversation: string;
  publicSeq: number;
}

export const answering = signal<Answering | undefined>(undefined);
