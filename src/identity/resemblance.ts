import { plural } from '../numbers.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import type { Known } from './candidates.ts';
import type { Tried } from './comparison.ts';
import { drive, type Response, type Stimulus } from './drive.ts';
import { decidedShare, leastSame } from './rounding.ts';

/** A subject and a stimulus that it has answered. */
export interface Answered {
  readonly stimulus: Stimulus;
  readonly own: Response;
}

/** A rule that a subject may be like. */
export interface Likened {
  readonly known: Known;
  readonly tried: Tried;
}

/** The rule that a subject is most like, and how, in words; among equals the one that it is called like. */
export const closest = (
  candidates: readonly Likened[],
  answered: readonly Answered[],
  { subject, claimed }: { readonly subject: NamedRule; readonly claimed: Known | undefined },
): (Likened & Resemblance) | undefined => {
  const like = candidates.flatMap((one) => {
    const found = resemblance(one.tried, answered, subject);
    return found ? [{ ...one, ...found }] : [];
  });
  const rank = ({ known, closeness }: Likened & Resemblance): number =>
    2 * closeness + Number(known === claimed);
  return like.toSorted((a, b) => rank(b) - rank(a))[0];
};

/** How a subject is like a rule that it is not. */
export interface Resemblance {
  readonly says: string;
  /** Greater is closer. */
  readonly closeness: number;
}

/** How a subject is like a rule that it is not; undefined where it is not. */
export const resemblance = (
  { rule, hyperparameters }: Tried,
  answered: readonly Answered[],
  subject: NamedRule,
): Resemblance | undefined => {
  const tolerance = decidedShare(subject.precision);
  const pairs: Pair[] = [];
  for (const { stimulus, own } of answered) {
    const due = drive(rule, stimulus, { hyperparameters, thetas: own.thetas });
    if (due.readsLoss || due.draws !== own.draws) return undefined;
    if (due.deltas.length < own.deltas.length || own.deltas.length < leastSteps) return undefined;
    pairs.push({ own: own.deltas, due: due.deltas });
    // What is like it in no way on one history needs no other.
    if (pairs.length === 1 && !inSomeWay(pairs, tolerance)) return undefined;
  }
  return inSomeWay(pairs, tolerance);
};

const inSomeWay = (pairs: readonly Pair[], tolerance: number): Resemblance | undefined =>
  byFactor(pairs, tolerance) ?? byCoordinates(pairs, tolerance) ?? byFirstSteps(pairs, tolerance);

interface Pair {
  readonly own: readonly Vector[];
  readonly due: readonly Vector[];
}

/** Fewer steps that are the same say nothing. */
const leastSteps = 2;

const sizeOf = (v: Vector): number => v.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

const areSame = (a: Vector, b: Vector, tolerance: number): boolean => {
  const size = Math.max(sizeOf(a), sizeOf(b));
  return a.every((x, i) => Math.abs(x - b[i]!) <= tolerance * size);
};

/** One factor at each step, the same in all coordinates and whatever the gradients are. */
const byFactor = (pairs: readonly Pair[], tolerance: number): Resemblance | undefined => {
  const factors: number[] = [];
  for (let k = 0; k < Math.min(...pairs.map(({ own }) => own.length)); k++) {
    let factor: number | undefined;
    for (const { own, due } of pairs) {
      const [a, b] = [own[k]!, due[k]!];
      const size = sizeOf(b);
      if (size === 0) {
        if (sizeOf(a) > 0) return undefined;
        continue;
      }
      const i = b.findIndex((x) => Math.abs(x) === size);
      factor ??= a[i]! / b[i]!;
      const scaled = b.map((x) => factor! * x);
      if (!areSame(a, scaled, tolerance)) return undefined;
    }
    if (factor !== undefined) factors.push(factor);
  }
  if (factors.length < leastSteps || factors.every((factor) => factor === 0)) return undefined;
  const shown = factors.slice(0, 3).map((factor) => String(Number(factor.toPrecision(4))).replace(/^-/, '−'));
  const constant = factors.every((factor) => Math.abs(factor - factors[0]!) <= tolerance * Math.abs(factor));
  return constant
    ? { says: `the same but for the factor ${shown[0]} at every step`, closeness: 1e6 }
    : { says: `the same but for a factor at each step, ${shown.join(', ')}, …`, closeness: 1e5 };
};

const byCoordinates = (pairs: readonly Pair[], tolerance: number): Resemblance | undefined => {
  const dimension = pairs[0]!.own[0]!.length;
  const same = Array.from({ length: dimension }, (_, i) =>
    pairs.every(({ own, due }) =>
      own.every((a, k) => {
        const [x, y] = [a[i]!, due[k]![i]!];
        return Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
      }),
    ),
  );
  const apart = [...same.keys()].filter((i) => !same[i]);
  return apart.length === 0 || apart.length === dimension
    ? undefined
    : { says: `the same but for the coordinates ${apart.join(', ')} of ${dimension}`, closeness: 1e4 };
};

const byFirstSteps = (pairs: readonly Pair[], tolerance: number): Resemblance | undefined => {
  const counts = pairs.map(({ own, due }) => own.findIndex((a, k) => !areSame(a, due[k]!, tolerance)));
  const count = Math.min(...counts.map((n, p) => (n < 0 ? pairs[p]!.own.length : n)));
  return count < leastSame
    ? undefined
    : { says: `the same on the first ${plural(count, 'step')}`, closeness: count };
};
