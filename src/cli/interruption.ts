/** Whether the person pressed Ctrl-C (or the process was asked to end), until `close`. */
export interface Interruption {
  readonly happened: () => string | undefined;
  close(): void;
}

/** Milliseconds within which a second signal is the same key press, which npm hands on as well. */
const samePress = 1000;

/** Listens for SIGINT and SIGTERM: the first ends the run with the report so far, a later one ends it at once. */
export const interruption = (): Interruption => {
  let at: number | undefined;
  const listen = (): void => {
    if (at !== undefined && performance.now() - at > samePress) process.exit(130);
    at ??= performance.now();
  };
  process.on('SIGINT', listen);
  process.on('SIGTERM', listen);
  return {
    happened: () => (at === undefined ? undefined : 'interrupted'),
    close: () => {
      process.off('SIGINT', listen);
      process.off('SIGTERM', listen);
    },
  };
};
