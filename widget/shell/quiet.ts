/** A page may ignore what a method promises: a failure is an event, and not an unhandled rejection. */
export const quiet = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => {});
  return promise;
};
