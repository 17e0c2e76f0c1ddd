import type { KillBank, KillEntry } from '../types/report.ts';

/** What a bank, or several, come to. */
export interface KillTally {
  readonly entries: number;
  /** Entries that are detected with every seed and have a minimal counterexample. */
  readonly refuted: number;
  /** Over entries and seeds, the turns within which half of them are detected, and all; null where they are not. */
  readonly median: number | null;
  readonly worst: number | null;
}

/** Whether some seed detects the entry in no case, or `fuzz` with default settings does not falsify it. */
export const survives = ({ detection, minimal }: KillEntry): boolean =>
  detection.missed > 0 || minimal === null;

/** The entries of a bank that something fails to refute. */
export const survivorsOf = ({ entries }: KillBank): readonly KillEntry[] => entries.filter(survives);

/** Adds up banks. */
export const killTally = (banks: readonly KillBank[]): KillTally => {
  const entries = banks.flatMap((bank) => bank.entries);
  const cases = entries
    .flatMap(({ detection }) => detection.cases.map((count) => count ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a - b);
  const within = (count: number | undefined): number | null =>
    count === undefined || count === Number.POSITIVE_INFINITY ? null : count;
  return {
    entries: entries.length,
    refuted: entries.filter((entry) => !survives(entry)).length,
    median: within(cases[Math.ceil(cases.length / 2) - 1]),
    worst: within(cases.at(-1)),
  };
};

/** How many entries, of those that claim laws or could, are refuted without any that they claim. */
export const seenWithoutLaws = (
  banks: readonly KillBank[],
): { readonly seen: number; readonly entries: number } => {
  const judged = banks.flatMap((bank) => bank.entries).filter(({ withoutLaws }) => withoutLaws !== undefined);
  return { seen: judged.filter(({ withoutLaws }) => withoutLaws !== null).length, entries: judged.length };
};

/** Columns that refute no entry of the bank, but for laws that an entry does not claim. */
export const idleColumns = ({ columns, entries }: KillBank): KillBank['columns'] =>
  columns.filter(({ id }) =>
    entries.every(
      ({ refutedAfter, measured }) => (refutedAfter[id] ?? null) === null || measured.includes(id),
    ),
  );

/** Share of entries and seeds that are detected within so many turns. */
export const shareWithin = ({ curve }: KillBank, cases: number): number =>
  curve.cases.findLast((point) => point.cases <= cases)?.share ?? 0;

/** Why an entry is not refuted, in words; undefined where it is. */
export const missing = ({ detection, minimal }: KillEntry, seeds: readonly number[]): string | undefined => {
  const missed = seeds.filter((_, i) => detection.cases[i] === null);
  if (missed.length === seeds.length) return 'refuted by nothing';
  if (missed.length > 0) return `missed with seed ${missed.join(', ')}`;
  return minimal === null ? 'not falsified by fuzz' : undefined;
};
