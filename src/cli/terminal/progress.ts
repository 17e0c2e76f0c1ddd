import type { FuzzEvent, NamedCheck } from '../../campaign/events.ts';
import { plural } from '../../numbers.ts';
import { residualRisk } from '../../verdict/verdict.ts';
import { printable } from './printable.ts';

/** A line on a terminal that says how far a run is; where no one watches, one now and then, of a long run. */
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
  /** Of it, the share that an earlier process has done: none by default. */
  readonly earlier?: number;
  /** Milliseconds that are left at most. */
  readonly most?: number;
  /** Failures so far. */
  readonly failures?: number;
  /** Cases that every check that could fail has decided without a failure. */
  readonly decided?: number;
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

/** Milliseconds before a log is told how far a run is; after each time it waits as long again, within these bounds. */
const betweenLines = { least: 60_000, most: 600_000 } as const;

/**
 * Lines for a log: one after a minute, after two, four, eight and sixteen, and then every ten minutes.
 *
 * @param clock milliseconds
 */
export const progressLines = (
  write: (text: string) => unknown,
  unit: string,
  clock: () => number,
): Pick<Progress, 'update'> => {
  const begun = clock();
  let next = begun + betweenLines.least;
  return {
    update: (
      label,
      done,
      total,
      { share = done / Math.max(total, 1), earlier, most, failures, decided } = {},
    ) => {
      const now = clock();
      if (now < next) return;
      next = now + Math.min(now - begun, betweenLines.most);
      const found = failures ? `${plural(failures, 'check')} refuted so far` : 'nothing refuted so far';
      const parts = [
        `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${unit}`,
        ...(failures === undefined ? [] : [found]),
        ...(failures === 0 ? riskPart(decided) : []),
        ...timeLeft(now - begun, share, { earlier, most }),
      ];
      write(`natgrad-check: ${printable(label, 60)}: ${parts.join(', ')}\n`);
    },
  };
};

/** The residual risk of what was decided without a failure. */
const riskPart = (decided: number | undefined): readonly string[] => {
  const risk = decided ? residualRisk(decided) : 0;
  return risk > 2 ? [`risk < 1/${risk.toLocaleString('en')}`] : [];
};

/** Columns from which there is room for the residual risk. */
const wide = 100;

/**
 * A progress bar on standard error, redrawn at most ten times a second; in a log, lines at a low rate.
 *
 * @param unit what is counted: "cases"
 */
export const openProgress = (quiet: boolean, stream: Screen, unit: string): Progress => {
  const none = { update: () => {}, note: () => {}, clear: () => {} };
  if (quiet) return none;
  const begun = performance.now();
  if (!isWatched(stream))
    return {
      ...none,
      ...progressLines((text) => stream.write(text), unit, performance.now.bind(performance)),
    };
  let drawnAt = 0;
  return {
    update: (
      label,
      done,
      total,
      { share = done / Math.max(total, 1), earlier, most, failures = 0, decided } = {},
    ) => {
      const now = performance.now();
      if (now - drawnAt < 100 && done < total) return;
      drawnAt = now;
      const columns = stream.columns ?? 80;
      const width = Math.max(10, Math.min(30, columns - 62));
      const filled = Math.round((width * done) / Math.max(total, 1));
      const parts = [
        `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done.toLocaleString('en')}/${total.toLocaleString('en')} ${unit}`,
        ...timeLeft(now - begun, share, { earlier, most }),
        ...(failures > 0 ? [`✗ ${failures}`] : columns < wide ? [] : riskPart(decided)),
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

/**
 * The time that is left of a run of which this much has passed and this share is done: "14 s left".
 *
 * @param bounds the share that an earlier process has done, and the milliseconds that are left at most
 */
export const timeLeft = (
  passed: number,
  share: number,
  { earlier = 0, most = Number.POSITIVE_INFINITY }: LeftBounds = {},
): readonly string[] => {
  if (passed < measured || !(share > earlier) || share >= 1) return [];
  const milliseconds = Math.min((passed * (1 - share)) / (share - earlier), Math.max(0, most));
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) return [`${seconds} s left`];
  const minutes = Math.round(seconds / 60);
  return [minutes < 100 ? `${minutes} min left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`];
};

interface LeftBounds {
  readonly earlier?: number | undefined;
  readonly most?: number | undefined;
}

/** Whether one refuted case of a check falsifies a rule; of a promised share it may be an exception. */
export const refutes = ({ required, share }: NamedCheck): boolean => required && share === undefined;

/** Which of how many campaigns one is, from 0, and where the failures of all of them are counted. */
export interface Campaign {
  readonly index: number;
  readonly of: number;
  /** A text for each check of a rule that has failed. */
  readonly failures: Set<string>;
  /** The share of all campaigns that an earlier process has done; a campaign that goes on adds what it has. */
  readonly earlier: { share: number };
  /** On the clock of `performance.now`, when the time of all of them is used up. */
  readonly end: number;
}

/** A reader of the events of one campaign that draws how far it is. */
export const campaignProgress = (
  progress: Progress,
  { index, of, failures, earlier, end }: Campaign,
): ((event: FuzzEvent) => void) => {
  const position = `${index + 1}/${of}`;
  let label = position;
  let total = 0;
  let isNoted = false;
  return (event) => {
    if (event.kind === 'planned') {
      label = `${position} ${event.description.name}`;
      total = event.total;
    } else if (event.kind === 'extended') {
      total = event.total;
    } else if (event.kind === 'resumed') {
      earlier.share += Math.min(1, event.done / Math.max(total, 1)) / of;
      for (const check of event.refuted) if (refutes(check)) failures.add(`${index} ${check.id}`);
    } else if (event.kind === 'found' && refutes(event.check)) {
      failures.add(`${index} ${event.check.id}`);
      if (isNoted) return;
      isNoted = true;
      const { sentence = event.check.claim } = event.observed.observation;
      progress.note(`✗ ${printable(`${event.check.id}, not shrunk yet: ${sentence}`, 400)}`);
    } else if (event.kind === 'progress') {
      const share = (index + event.done / Math.max(total, 1)) / of;
      progress.update(label, event.done, total, {
        share,
        earlier: earlier.share,
        most: end - performance.now(),
        failures: failures.size,
        ...(event.decided !== undefined && { decided: event.decided }),
      });
    }
  };
};
