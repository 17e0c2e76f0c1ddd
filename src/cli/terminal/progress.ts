import type { FuzzEvent, NamedCheck } from '../../campaign/events.ts';
import { printable } from './printable.ts';

/** A line on a terminal that says how far a run is; nothing where no one watches. */
export interface Progress {
  update(label: string, done: number, total: number, more?: Outlook): void;
  /** A line that stays, above it. */
  note(text: string): void;
  clear(): void;
}

/** What else is known of a run under way. */
export interface Outlook {
  /** How much of the whole run is done, of which this may be a part: from 0 to 1. By default `done`/`total`. */
  readonly share?: number;
  /** Failures so far. */
  readonly failures?: number;
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
  const begun = performance.now();
  let drawnAt = 0;
  return {
    update: (label, done, total, { share = done / Math.max(total, 1), failures = 0 } = {}) => {
      const now = performance.now();
      if (now - drawnAt < 100 && done < total) return;
      drawnAt = now;
      const columns = stream.columns ?? 80;
      const width = Math.max(10, Math.min(30, columns - 62));
      const filled = Math.round((width * done) / Math.max(total, 1));
      const parts = [
        `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done.toLocaleString('en')}/${total.toLocaleString('en')} ${unit}`,
        ...timeLeft(now - begun, share),
        ...(failures > 0 ? [`✗ ${failures}`] : []),
        printable(label, 24),
      ];
      stream.write(`\r\u001b[2K${parts.join('  ').slice(0, columns - 1)}`);
    },
    note: (text) => {
      stream.write(`\r\u001b[2K${text.slice(0, (stream.columns ?? 80) - 1)}\n`);
    },
    clear: () => {
      stream.write('\r\u001b[2K');
    },
  };
};

/** Milliseconds after which a guess of the time left is worth something. */
const measured = 2000;

/** The time that is left of a run of which this much has passed and this share is done: "14 s left". */
export const timeLeft = (passed: number, share: number): readonly string[] => {
  if (passed < measured || !(share > 0) || share >= 1) return [];
  const seconds = Math.ceil((passed * (1 - share)) / share / 1000);
  return [seconds < 100 ? `${seconds} s left` : `${Math.round(seconds / 60)} min left`];
};

/** Whether one refuted case of a check falsifies a rule; of a promised share it may be an exception. */
export const refutes = ({ required, share }: NamedCheck): boolean => required && share === undefined;

/** Which of how many campaigns one is, from 0, and where the failures of all of them are counted. */
export interface Campaign {
  readonly index: number;
  readonly of: number;
  /** A text for each check of a rule that has failed. */
  readonly failures: Set<string>;
}

/** A reader of the events of one campaign that draws how far it is. */
export const campaignProgress = (
  progress: Progress,
  { index, of, failures }: Campaign,
): ((event: FuzzEvent) => void) => {
  const position = `${index + 1}/${of}`;
  let label = position;
  let total = 0;
  let isNoted = false;
  return (event) => {
    if (event.kind === 'planned') {
      label = `${position} ${event.description.name}`;
      total = event.total;
    } else if (event.kind === 'found' && refutes(event.check)) {
      failures.add(`${index} ${event.check.id}`);
      if (isNoted) return;
      isNoted = true;
      const { sentence = event.check.claim } = event.observed.observation;
      progress.note(`✗ ${printable(`${event.check.id}, not shrunk yet: ${sentence}`, 400)}`);
    } else if (event.kind === 'progress') {
      const share = (index + event.done / Math.max(total, 1)) / of;
      progress.update(label, event.done, total, { share, failures: failures.size });
    }
  };
};
