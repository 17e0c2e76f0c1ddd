import type { FuzzEvent } from '../../campaign/events.ts';
import { printable } from './printable.ts';

/** A line on a terminal that says how far a run is; nothing where no one watches. */
export interface Progress {
  update(label: string, done: number, total: number): void;
  /** A line that stays, above it. */
  note(text: string): void;
  clear(): void;
}

/** What a line is drawn on. */
interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Whether a user watches: a terminal that is no CI log. */
const isWatched = (stream: Screen): boolean =>
  stream.isTTY === true && !process.env.CI && process.env.TERM !== 'dumb';

/**
 * A progress bar on standard error, redrawn at most ten times a second.
 *
 * @param unit what is counted: "cases"
 */
export const openProgress = (quiet: boolean, stream: Screen, unit: string): Progress => {
  if (quiet || !isWatched(stream)) return { update: () => {}, note: () => {}, clear: () => {} };
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
      stream.write(`\r\u001b[2K${bar} ${count}  ${printable(label, 24)}`);
    },
    note: (text) => {
      stream.write(`\r\u001b[2K${text.slice(0, (stream.columns ?? 80) - 1)}\n`);
    },
    clear: () => {
      stream.write('\r\u001b[2K');
    },
  };
};

/** A reader of the events of one campaign that draws how far it is. @param position which of how many it is */
export const campaignProgress = (progress: Progress, position: string): ((event: FuzzEvent) => void) => {
  let label = position;
  let total = 0;
  let isNoted = false;
  return (event) => {
    if (event.kind === 'planned') {
      label = `${position} ${event.description.name}`;
      total = event.total;
    } else if (event.kind === 'found' && event.check.required && !isNoted) {
      isNoted = true;
      const { sentence = event.check.claim } = event.observed.observation;
      progress.note(`✗ ${printable(`${event.check.id}, not shrunk yet: ${sentence}`, 400)}`);
    } else if (event.kind === 'progress') progress.update(label, event.done, total);
  };
};
