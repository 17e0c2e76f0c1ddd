import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { mixSeed } from '../../src/linalg/seeded.ts';
import type { Holds } from '../../src/types/claim.ts';

/** What a column asserts of one subject: a check, and cases for it. */
export interface Trial {
  readonly given: fc.Arbitrary<unknown>;
  readonly holds: Holds<unknown>;
}

/** A claim, or a check of `fuzz`, as a function of what it judges. */
export interface Column {
  readonly id: string;
  readonly claim: string;
  /** How many cases one of its own counts for. */
  readonly cost: number;
  /** Undefined where it does not apply to this subject. */
  readonly trial: (subject: unknown) => Trial | undefined;
}

/** How fast a subject was refuted, and by what. */
export interface Refutations {
  /** Per column that applies: the number of cases until it refuted the subject; null where it did not in so many. */
  readonly refutedAfter: Readonly<Record<string, number | null>>;
  readonly first: FirstRefutation | null;
}

/** What refuted a subject first, the columns taking turns case by case. */
export interface FirstRefutation {
  readonly column: string;
  /** Turns until then, each one case of every column but the expensive ones, whose turn comes once in as many as a case counts for. */
  readonly cases: number;
  readonly milliseconds: number;
  /** The shrunk case as text, and what was said of it. Cost: at most 500 more cases. */
  smallest(): { readonly value: string; readonly sentence?: string };
}

/** How a subject is judged. */
export interface JudgeOptions {
  readonly seed: number;
  /** Of each column. */
  readonly cases: number;
  /** The clock in milliseconds. */
  readonly now: () => number;
  /** Whether to stop at the first refutation, which leaves the other columns null. */
  readonly untilFirst: boolean;
}

/** Evaluations that shrinking one case may cost. */
const shrinkBudget = 500;

/**
 * All columns on one subject, taking turns case by case: which refute it, and after how many cases. A case that counts
 * for a hundred is played, and counted, in the hundredth turn.
 */
export const refutations = (
  columns: readonly Column[],
  subject: unknown,
  { seed, cases, now, untilFirst }: JudgeOptions,
): Refutations => {
  const start = now();
  const refutedAfter: Record<string, number | null> = {};
  let playing = columns.flatMap(({ id, cost, trial: trialOf }) => {
    const trial = trialOf(subject);
    if (!trial) return [];
    refutedAfter[id] = null;
    return [{ id, cost, trial }];
  });
  let first: FirstRefutation | null = null;
  for (let index = 0; index < cases && playing.length > 0 && !(untilFirst && first); index++) {
    playing = playing.filter(({ id, cost, trial }) => {
      if ((index + 1) % cost !== 0) return true;
      const found = refutationAt(trial, mixSeed(seed, id, index), index);
      if (!found) return true;
      refutedAfter[id] = index + 1;
      first ??= {
        column: id,
        cases: index + 1,
        milliseconds: now() - start,
        smallest: () => shrunk(trial, found),
      };
      return false;
    });
  }
  return { refutedAfter, first };
};

interface Found {
  /** Undefined where the case could not even be made. */
  readonly value?: fc.Value<unknown>;
  readonly sentence?: string;
}

/** Edge cases first, as in a run of fast-check. */
const bias = (index: number): number => 2 + Math.floor(Math.log10(index + 1));

const refutationAt = (trial: Trial, seed: number, index: number): Found | undefined => {
  let value: fc.Value<unknown>;
  try {
    value = trial.given.generate(new fc.Random(xoroshiro128plus(seed)), bias(index));
  } catch (error) {
    return { sentence: said(error) };
  }
  const sentence = refutation(trial, value.value);
  return sentence === undefined ? undefined : { value, ...(sentence !== '' && { sentence }) };
};

/** What a refutation says, which may be nothing; undefined where the case refutes nothing. */
const refutation = (trial: Trial, value: unknown): string | undefined => {
  try {
    const { status, sentence } = trial.holds(value);
    return status === 'refuted' ? (sentence ?? '') : undefined;
  } catch (error) {
    return said(error);
  }
};

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Greedy descent along the generator's own order of simplicity. */
const shrunk = (
  { given, holds }: Trial,
  { value, sentence }: Found,
): { readonly value: string; readonly sentence?: string } => {
  if (!value) return { value: 'no case could be made', ...(sentence !== undefined && { sentence }) };
  let [smallest, words] = [value, sentence];
  let evaluations = 0;
  search: while (evaluations < shrinkBudget) {
    for (const simpler of given.shrink(smallest.value, smallest.context)) {
      if (evaluations++ >= shrinkBudget) break search;
      const found = refutation({ given, holds }, simpler.value);
      if (found === undefined) continue;
      [smallest, words] = [simpler, found === '' ? undefined : found];
      continue search;
    }
    break;
  }
  return { value: fc.stringify(smallest.value), ...(words !== undefined && { sentence: words }) };
};
