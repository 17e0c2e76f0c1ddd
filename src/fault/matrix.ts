import type {
  Detection,
  FaultColumn,
  FaultEntry,
  FaultRow,
  FaultSigns,
  SmallestCase,
} from '../types/fault.ts';
import type { FaultKindReport, KillDetection, KillEntry } from '../types/report.ts';

/** A seeded fault with everything that its judge found. */
export interface JudgedEntry {
  readonly entry: FaultEntry;
  readonly row: FaultRow;
  /** One for each seed. */
  readonly detections: readonly (Detection | null)[];
  readonly smallest: SmallestCase | null;
  /** Turns until it is refuted when it claims no law; undefined where faults of its kind claim none. */
  readonly withoutLaws: number | null | undefined;
  /** Undefined for what is no rule. */
  readonly signs: FaultSigns | undefined;
}

/** Evenly spaced points of the curve against time. */
const curvePoints = 50;

/**
 * The faults of one kind as they stand in the report.
 *
 * @param again the command that judges one fault again
 */
export const faultKindReport = (
  kind: { readonly name: string; readonly plural: string; readonly columns: readonly FaultColumn[] },
  judged: readonly JudgedEntry[],
  again: (entry: string) => string,
): FaultKindReport => {
  const detections = judged.flatMap((entry) => entry.detections);
  return {
    bank: kind.name,
    noun: kind.plural,
    columns: kind.columns
      .filter(({ id }) => judged.some(({ row }) => Object.hasOwn(row.refutedAfter, id)))
      .map(({ cannotRefuteBecause, ...column }) => ({
        ...column,
        ...(cannotRefuteBecause !== undefined && { idle: cannotRefuteBecause }),
      })),
    entries: judged.map((entry) => killEntry(entry, again(entry.entry.name))),
    curve: {
      cases: casesCurve(detections),
      seconds: secondsCurve(detections),
    },
  };
};

const killEntry = (
  { entry, row, detections, smallest, withoutLaws, signs }: JudgedEntry,
  again: string,
): KillEntry => ({
  ...entry,
  refutedAfter: row.refutedAfter,
  measured: row.measured,
  detection: summary(detections),
  ...(withoutLaws !== undefined && { withoutLaws }),
  ...(signs !== undefined && { signs }),
  minimal: smallest && { ...smallest, again },
});

const summary = (detections: readonly (Detection | null)[]): KillDetection => {
  const cases = detections.map((found) => found?.cases ?? null);
  const sorted = cases.map((count) => count ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const within = (index: number): number | null => {
    const count = sorted[index];
    return count === undefined || count === Number.POSITIVE_INFINITY ? null : count;
  };
  const first: Record<string, number> = {};
  for (const found of detections) if (found) first[found.column] = (first[found.column] ?? 0) + 1;
  return {
    cases,
    median: within(Math.ceil(sorted.length / 2) - 1),
    worst: within(sorted.length - 1),
    missed: cases.filter((count) => count === null).length,
    first,
  };
};

const casesCurve = (detections: readonly (Detection | null)[]): FaultKindReport['curve']['cases'] => {
  const counts = new Map<number, number>();
  for (const found of detections) if (found) counts.set(found.cases, (counts.get(found.cases) ?? 0) + 1);
  let detected = 0;
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([cases, count]) => {
      detected += count;
      return { cases, share: detected / detections.length };
    });
};

const secondsCurve = (detections: readonly (Detection | null)[]): FaultKindReport['curve']['seconds'] => {
  const sorted = detections
    .flatMap((found) => (found ? [found.milliseconds / 1000] : []))
    .sort((a, b) => a - b);
  return thinned(sorted.length).map((detected) => ({
    seconds: Number((sorted[detected - 1] ?? 0).toPrecision(3)),
    share: detected / detections.length,
  }));
};

/** Some of the counts 1 … n: evenly spaced, and towards n closer and closer, where the slowest are. */
const thinned = (n: number): readonly number[] => {
  const even = Array.from({ length: curvePoints }, (_, i) => Math.ceil(((i + 1) * n) / curvePoints));
  const tail = Array.from({ length: Math.ceil(Math.log2(n + 1)) }, (_, i) => n - Math.floor(n / 2 ** i));
  return [...new Set([...even, ...tail])].filter((count) => count > 0).sort((a, b) => a - b);
};
