/** A line on a terminal that says how far a run is; nothing where nobody watches. */
export interface Progress {
  update(label: string, done: number, total: number): void;
  clear(): void;
}

/** Whether somebody watches: a terminal that is no CI log. */
const isWatched = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && !process.env.CI && process.env.TERM !== 'dumb';

/**
 * A progress bar on standard error, redrawn at most ten times a second.
 *
 * @param unit what is counted: "cases"
 */
export const openProgress = (quiet: boolean, stream: NodeJS.WriteStream, unit: string): Progress => {
  if (quiet || !isWatched(stream)) return { update: () => {}, clear: () => {} };
  let drawnAt = 0;
  return {
    update: (label, done, total) => {
      const now = performance.now();
      if (now - drawnAt < 100 && done < total) return;
      drawnAt = now;
      const width = Math.max(10, Math.min(30, (stream.columns ?? 80) - 50));
      const filled = total > 0 ? Math.round((width * done) / total) : 0;
      const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
      const count = `${done.toLocaleString('en')}/${total.toLocaleString('en')} ${unit}`;
      stream.write(`\r\u001b[2K${bar} ${count}  ${label.slice(0, 24)}`);
    },
    clear: () => {
      stream.write('\r\u001b[2K');
    },
  };
};
