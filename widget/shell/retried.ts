import { quiet } from './quiet.ts';

/** Begins once; after a failure the next call begins anew. Some browsers remember a failed import, so attempts are numbered. */
export const retried = <T>(begin: (attempt: number) => Promise<T>): (() => Promise<T>) => {
  let attempts = 0;
  let begun: Promise<T> | null = null;
  return () =>
    (begun ??= quiet(
      begin(attempts++).catch((error: unknown) => {
        begun = null;
        throw error;
      }),
    ));
};
