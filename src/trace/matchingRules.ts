import { type Known, triedAs } from '../identity/candidates.ts';
import { compare, type Tried } from '../identity/comparison.ts';
import { drive } from '../identity/drive.ts';
import { fitted, type LeastSquares } from '../identity/fit.ts';
import type { Answered } from '../identity/resemblance.ts';
import { fittedShare, formulaNoise, leastSame } from '../identity/rounding.ts';
import type { Match } from '../identity/sentence.ts';
import { intervalsOf, withFewDigits } from '../identity/values.ts';
import type { Precision } from '../types/rule.ts';
import { isDecided } from './against.ts';

/** Steps that values are fitted to, and coordinates of them; all are compared afterwards. */
const [fittedSteps, fittedCoordinates] = [12, 16];

/** The first steps of a record, in some of its coordinates. */
const partOf = ({ stimulus, own }: Answered, steps: number, most = Number.POSITIVE_INFINITY): Answered => {
  const stride = Math.max(1, Math.ceil(stimulus.start.length / most));
  const some = (v: Answered['stimulus']['start']) =>
    stride === 1 ? v : v.filter((_, i) => i % stride === 0);
  return {
    stimulus: {
      ...stimulus,
      start: some(stimulus.start),
      gradients: stimulus.gradients.slice(0, steps).map(some),
      stepSizes: stimulus.stepSizes.slice(0, steps),
    },
    own: {
      ...own,
      deltas: own.deltas.slice(0, steps).map(some),
      thetas: own.thetas.slice(0, steps).map(some),
    },
  };
};

/** A rule that gives the first steps of a record, or all of them. */
export interface Found extends Match {
  /** Steps that are the same before the first that is not. */
  readonly same: number;
}

/** The rules that give the most of these steps, right ones first, at usual values before fitted ones. */
export const matchingRules = (
  record: Answered,
  precision: Precision,
  { known, leastSquares }: { readonly known: readonly Known[]; readonly leastSquares: LeastSquares },
): readonly Found[] => {
  const all = record.own.deltas.length;
  const toFit = Math.min(fittedSteps, Math.floor(all / 2));
  const tried = (one: Known, candidate: Tried, least: number): readonly Found[] => {
    const { apart } = compare(record.own, candidate, record.stimulus, precision);
    const same = apart?.step ?? all;
    if (same < least) return [];
    const part = apart === undefined ? record : partOf(record, same);
    const { steps, agreeing, decided } = compare(part.own, candidate, part.stimulus, precision);
    return isDecided({ steps, decided })
      ? [{ known: one, tried: candidate, same, evidence: { histories: 1, steps, agreeing, decided } }]
      : [];
  };
  const usual = (some: readonly Known[]): readonly Found[] =>
    some.flatMap((one) => tried(one, triedAs(one, {}), leastSame));
  // What a rule that reads its loss makes of a record says nothing of it.
  const right = known.filter(
    (one) => !one.fault && !drive(one.rule, partOf(record, 2).stimulus, triedAs(one, {})).readsLoss,
  );
  const asUsual = usual(right);
  if (asUsual.some(({ same }) => same === all)) return longest(asUsual);
  const part = partOf(record, toFit, fittedCoordinates);
  const fitting = { answered: [part], leastSquares, noise: noiseOf(part, precision) };
  const atFitted = right.flatMap((one): readonly Found[] => {
    const near = fitted(triedAs(one, {}), new Set(), fitting);
    if (near === undefined) return [];
    const open = Object.keys(near.hyperparameters);
    const [plain, ...short] = [...withFewDigits(near, open)].toReversed();
    // Of values that nothing tells apart, those of fewest digits: people write 0.999.
    const candidates = [...short, { ...plain!, inaccuracy: fittedShare }];
    return longest(candidates.flatMap((candidate) => tried(one, candidate, 2 * toFit)))
      .slice(0, 1)
      .map((best) => ({ ...best, intervals: wideOnes(intervalsOf(best.tried, open, [part], precision)) }));
  });
  // What has more constants than another, and so includes it, is not what it is.
  const furthest = longest(atFitted);
  const fewest = Math.min(...furthest.map(constantsOf));
  const byFit = furthest.filter((one) => constantsOf(one) === fewest);
  const found = longest([...asUsual, ...byFit, ...usual(known.filter(({ fault }) => fault))]);
  return found.filter((one, i) => found.findIndex(({ known: { label } }) => label === one.known.label) === i);
};

/** Intervals that six digits show. */
const wideOnes = (intervals: NonNullable<Match['intervals']>): NonNullable<Match['intervals']> =>
  Object.fromEntries(
    Object.entries(intervals).filter(([, [from, to]]) => from.toPrecision(6) !== to.toPrecision(6)),
  );

const constantsOf = ({ tried }: Match): number => Object.keys(tried.hyperparameters).length;

const longest = (found: readonly Found[]): readonly Found[] => {
  const most = Math.max(...found.map(({ same }) => same));
  return found.filter(({ same }) => same === most);
};

/** What rounding at the precision of a record did to each of its Δ. */
const noiseOf = ({ own }: Answered, precision: Precision): ((step: number, coordinate: number) => number) => {
  let largest = 0;
  const upTo = own.deltas.map((delta) => {
    largest = delta.reduce((most, d) => Math.max(most, Math.abs(d)), largest);
    return largest;
  });
  return (step, i) =>
    formulaNoise({
      dimension: 1,
      step: 0,
      largest: upTo[step]!,
      theta: Math.abs(own.thetas[step]![i]!),
      rates: [],
      precision,
    });
};
