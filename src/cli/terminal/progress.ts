/** A line on a terminal that says how far a run is; nothing where nobody watches. */
export interface Progress {
  update(label: string, done: number, total: number): void;
  clear(): void;
}

/** What a line is drawn on. */
interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Whether somebody watches: a terminal that is no CI log. */
const isWatched = (stream: Screen): boolean =>
  stream.isTTY === true && !process.env.CI && process.env.TERM !== 'dumb';

/**
 * A progress bar on standard error, redrawn at most ten times a second.
 *
 * @param unit what is counted: "cases"
 */
export const openProgress = (quiet: boolean, stream: Screen, unit: string): Progress => {
  if (quiet || !isWatched(stream)) return { update: () => {}, clear: () => {} };
  let drawnAt = 0;
  return {
    update: (label, done, total) => {
      const now = performance.now();
      if (now - drawnAt < 100 && done < total) return;
      drawnAt = now;
      const width = Math.max(10, Math.min(30, (stream.columns ?? 80) - 50));
      const filled = Math.round((width * done) / Math.max(total, 1));
      const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
      const count = `${done.toLocaleString('en')}/${total.toLocaleString('en')} ${unit}`;
      stream.write(`\r\u001b[2K${bar} ${count}  ${label.slice(0, 24)}`);
    },
    clear: () => {
      stream.write('\r\u001b[2K');
    },
  };
};
