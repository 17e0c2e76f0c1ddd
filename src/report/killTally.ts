import type { FaultKindReport, KillEntry } from '../types/report.ts';

/** What the seeded faults of a kind, or of several, come to. */
export interface KillTally {
  readonly entries: number;
  /** Faults that are detected with every seed and have a minimal counterexample. */
  readonly refuted: number;
  /** Over faults and seeds, the turns within which half of them are detected, and all; null where they are not. */
  readonly median: number | null;
  readonly worst: number | null;
}

/** Whether some seed detects the fault in no case, or `fuzz` with default settings does not falsify it. */
export const survives = ({ detection, minimal }: KillEntry): boolean =>
  detection.missed > 0 || minimal === null;

/** The faults of a kind that something fails to refute. */
export const survivorsOf = ({ entries }: FaultKindReport): readonly KillEntry[] => entries.filter(survives);

/** Adds up kinds. */
export const killTally = (kinds: readonly FaultKindReport[]): KillTally => {
  const entries = kinds.flatMap((kind) => kind.entries);
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

/** How many faults, of those that claim laws or could, are refuted without any that they claim. */
export const seenWithoutLaws = (
  kinds: readonly FaultKindReport[],
): { readonly seen: number; readonly entries: number } => {
  const judged = kinds.flatMap((kind) => kind.entries).filter(({ withoutLaws }) => withoutLaws !== undefined);
  return { seen: judged.filter(({ withoutLaws }) => withoutLaws !== null).length, entries: judged.length };
};

/** Columns that refute no fault of the kind, but for laws that a fault does not claim. */
export const refutingNone = ({ columns, entries }: FaultKindReport): FaultKindReport['columns'] =>
  columns.filter(({ id }) =>
    entries.every(
      ({ refutedAfter, measured }) => (refutedAfter[id] ?? null) === null || measured.includes(id),
    ),
  );

/** Share of faults and seeds that are detected within so many turns. */
export const shareWithin = ({ curve }: FaultKindReport, cases: number): number =>
  curve.cases.findLast((point) => point.cases <= cases)?.share ?? 0;

/** Why a fault is not refuted, in words; undefined where it is. */
export const missing = ({ detection, minimal }: KillEntry, seeds: readonly number[]): string | undefined => {
  const missed = seeds.filter((_, i) => detection.cases[i] === null);
  if (missed.length === seeds.length) return 'refuted by nothing';
  if (missed.length > 0) return `missed with seed ${missed.join(', ')}`;
  return minimal === null ? 'not falsified by fuzz' : undefined;
};
