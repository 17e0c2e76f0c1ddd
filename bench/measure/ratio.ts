import type { BenchRow, Spread, Target } from '../row.ts';

/** Median and spread of some rounds. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1] ?? Number.NaN,
    least: sorted[0] ?? Number.NaN,
    greatest: sorted.at(-1) ?? Number.NaN,
    rounds: sorted.length,
  };
};

/** A row of a figure that was measured in several rounds. NaN reaches no target. */
export const measuredRow = (
  row: Pick<BenchRow, 'what' | 'peer' | 'unit' | 'target'>,
  values: readonly number[],
): BenchRow => {
  const measured = spreadOf(values);
  const { what, peer, unit, target } = row;
  return { what, peer, unit, target, measured, met: target && meets(target, measured.median, 0) };
};

/** A row that says why nothing was measured; where it has a target, the run as a whole fails. */
export const skippedRow = (
  { what, peer, target }: Pick<BenchRow, 'what' | 'peer' | 'target'>,
  reason: string,
): BenchRow => ({
  what,
  peer,
  unit: '×',
  target,
  measured: null,
  remark: `not measured: ${reason}`,
  met: null,
});

/** Whether a figure reaches a target that is eased by this share of it. */
export const meets = (target: NonNullable<Target>, figure: number, margin: number): boolean =>
  'atLeast' in target ? figure * (1 + margin) >= target.atLeast : figure <= target.atMost * (1 + margin);

/** Two sides whose rounds take turns, so that a busy machine hits both; each says how long its own round took. */
export interface Sides {
  /** Rounds that are not counted, for the compiler. */
  readonly warmUps: number;
  readonly rounds: number;
  readonly ours: () => number | Promise<number>;
  readonly theirs: () => number | Promise<number>;
}

/** The quotients ours/theirs of the rounds, in their order. */
export const quotients = async ({ warmUps, rounds, ours, theirs }: Sides): Promise<readonly number[]> => {
  const found: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const quotient = (await ours()) / (await theirs());
    if (round >= 0) found.push(quotient);
  }
  return found;
};

/** How many times as long ours takes as theirs, for a target `atMost`; how many times as fast it is, for any other. */
export const ratioRow = async (
  row: Pick<BenchRow, 'what' | 'peer' | 'target'>,
  sides: Sides,
): Promise<BenchRow> => {
  const found = await quotients(sides);
  const slower = row.target !== null && 'atMost' in row.target;
  return measuredRow({ ...row, unit: '×' }, slower ? found : found.map((quotient) => 1 / quotient));
};

/** Seconds of one call. */
export const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};
