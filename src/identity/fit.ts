import type { levenbergMarquardt } from 'ml-levenberg-marquardt';
import type { NamedRule } from '../types/rule.ts';
import type { Tried } from './comparison.ts';
import { withCustomaryValues } from './customary.ts';
import { drive } from './drive.ts';
import type { Answered } from './resemblance.ts';
import {
  fittedWell,
  fittingRounds,
  mostOnGrid,
  noiseWeight,
  ratesOnGrid,
  sharesOnGrid,
  startsToFit,
} from './rounding.ts';

/** A minimiser of sums of squares. */
export type LeastSquares = typeof levenbergMarquardt;

/** Loads the minimiser, which nothing needs that fits nothing. */
export const loadLeastSquares = async (): Promise<LeastSquares> =>
  (await import('ml-levenberg-marquardt')).levenbergMarquardt;

/** What a rule is fitted to. */
export interface Fitting {
  /** Histories, a few steps of each. */
  readonly answered: readonly Answered[];
  readonly leastSquares: LeastSquares;
  /** What storing Δ did to it, where that is more than the rounding of doubles. */
  readonly noise?: (step: number, coordinate: number) => number;
}

/** A hyperparameter as it is fitted: on a scale on which a step is about as large wherever it begins. */
interface Scale {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The value of a coordinate, and the coordinate of a value. */
  readonly at: (u: number) => number;
  readonly of: (value: number) => number;
  /** A few coordinates over its range, where a constant may hardly show at what is usual. */
  readonly grid: readonly number[];
}

/** Far below what a step could tell from 0. */
const smallest = -60;

/** How a hyperparameter is fitted: a rate β as log(1 − β), what spans orders of magnitude as its logarithm. */
const scaleOf = (name: string, { default: usual, min, max }: NamedRule['hyperparameters'][string]): Scale => {
  if (/^(beta|decay|momentum)/.test(name) && max <= 1) {
    return {
      name,
      min: -20,
      max: 0,
      at: (u) => 1 - Math.exp(u),
      of: (value) => Math.log(Math.max(1 - value, 1e-8)),
      grid: ratesOnGrid.map((value) => Math.log(1 - value)),
    };
  }
  if (min > 0 && (max / min > 100 || usual < 1e-3)) {
    const [from, to] = [Math.log(min), Math.log(10 * max)];
    const grid = sharesOnGrid.map((share) => from + share * (to - from));
    return { name, min: smallest, max: to, at: Math.exp, of: Math.log, grid };
  }
  return {
    name,
    min: Math.min(0, min),
    max: Math.max(10 * max, 1),
    at: (u) => u,
    of: (value) => value,
    grid: [],
  };
};

/**
 * Values of the hyperparameters of a rule at which it does what a subject did, by least squares on Δ; those that the
 * subject declares stay as they are. Whole numbers are tried one by one.
 *
 * @returns undefined where no values come near
 */
export const fitted = (tried: Tried, declared: ReadonlySet<string>, fitting: Fitting): Tried | undefined => {
  const { rule } = tried;
  const { answered, noise } = fitting;
  const open = Object.entries(rule.hyperparameters).filter(([name]) => !declared.has(name));
  if (open.length === 0) return undefined;
  const [counted] = open.filter(([name]) => name === 'period');
  const scales = open.filter(([name]) => name !== 'period').map(([name, range]) => scaleOf(name, range));
  const counts = counted
    ? Array.from({ length: counted[1].max - counted[1].min + 1 }, (_, k) => counted[1].min + k)
    : [undefined];
  for (const count of counts) {
    const fixed = count === undefined ? tried.hyperparameters : { ...tried.hyperparameters, period: count };
    const found = fitScales({ rule, hyperparameters: fixed }, scales, fitting);
    if (found) return found;
  }
  return isCoarse(answered) ? atCustomaryValues(tried, declared, answered, noise) : undefined;
};

/** Whether Δ takes so few sizes that it jumps where hyperparameters change, as of rules that take signs. */
const isCoarse = ([first]: readonly Answered[]): boolean => {
  const { deltas } = first?.own ?? { deltas: [] };
  return deltas.every((delta) => new Set(Array.from(delta, Math.abs).filter((size) => size > 0)).size <= 1);
};

/** The first customary values at which all of Δ is the same. */
const atCustomaryValues = (
  tried: Tried,
  declared: ReadonlySet<string>,
  answered: readonly Answered[],
  noise: Fitting['noise'],
): Tried | undefined => {
  for (const one of withCustomaryValues(tried, declared)) {
    const isSame = answered.every((each) =>
      residualsOf(one.rule, one.hyperparameters, each, noise).every((r) => r * r <= fittedWell.end),
    );
    if (isSame) return one;
  }
  return undefined;
};

const fitScales = (
  { rule, hyperparameters }: Tried,
  scales: readonly Scale[],
  { answered, leastSquares, noise }: Fitting,
): Tried | undefined => {
  const valuesAt = (point: readonly number[]): Readonly<Record<string, number>> => ({
    ...hyperparameters,
    ...Object.fromEntries(scales.map(({ name, at }, k) => [name, at(point[k]!)])),
  });
  const brief = firstSteps(answered, stepsToCome);
  const glimpse = firstSteps(answered, stepsToSee);
  if (!isHeld(brief)) return undefined;
  const usual = scales.map(({ name, of }) => of(hyperparameters[name]!));
  const middle = scales.map(({ of, name }) => of(rule.hyperparameters[name]!.max / 2));
  const minimise = (on: readonly Answered[], initialValues: number[], maxIterations: number) => {
    const x = Array.from({ length: countOf(on) }, (_, i) => i);
    // Where a round ends the next one begins: it is asked about that point again.
    let last: { readonly point: readonly number[]; readonly values: readonly number[] } | undefined;
    const valuesOf = (point: readonly number[]): readonly number[] => {
      if (!last?.point.every((u, k) => u === point[k])) {
        const values = on.flatMap((one) => residualsOf(rule, valuesAt(point), one, noise));
        last = { point: [...point], values };
      }
      return last.values;
    };
    return leastSquares(
      { x, y: x.map(() => 0) },
      (point) => {
        const values = valuesOf(point);
        return (i) => values[i]!;
      },
      {
        initialValues,
        maxIterations,
        damping: 0.01,
        gradientDifference: 2 ** -20,
        centralDifference: false,
        errorTolerance: Number.MIN_VALUE,
        minValues: scales.map(({ min }) => min),
        maxValues: scales.map(({ max }) => max),
      },
    );
  };
  const errorAt = (point: readonly number[]): number =>
    answered
      .flatMap((one) => residualsOf(rule, valuesAt(point), one, noise))
      .reduce((sum, residual) => sum + residual * residual, 0);
  const asItIs = (point: readonly number[]): readonly number[] => point;
  const bestOnGrid = (point: readonly number[]): readonly number[] =>
    gridAround(point, scales)
      .map((at) => ({ at, error: errorAt(at) }))
      .reduce((best, one) => (one.error < best.error ? one : best)).at;
  for (const start of [usual, middle].slice(0, scales.length === 0 ? 0 : startsToFit)) {
    const [few, many] = fittingRounds;
    const most = fittedWell.near * countOf(brief);
    // What all of these steps may come to, some of them come to at most: of most rules two steps tell that they do not.
    if (isHeld(glimpse) && !(minimise(glimpse, [...start], few).parameterError <= most)) continue;
    const near = minimise(brief, [...start], few);
    if (!(near.parameterError <= most)) continue;
    // Constants that hardly show at first lead away from where they do: what comes near is looked at on a grid as well.
    const isClose = near.parameterError <= fittedWell.close * countOf(brief);
    for (const from of isClose ? [asItIs, bestOnGrid] : [asItIs]) {
      const end = minimise(answered, [...from(near.parameterValues)], many);
      if (!(end.parameterError <= fittedWell.end * countOf(answered))) continue;
      // What has come so close converges at once, unless its rounds ended on the way.
      const last = minimise(answered, [...end.parameterValues], many);
      const [best] = [end, last].sort((a, b) => a.parameterError - b.parameterError);
      return { rule, hyperparameters: valuesAt(best!.parameterValues) };
    }
  }
  return undefined;
};

/** Points at which every constant has the value that it came to, or one of a few over its range. */
const gridAround = (point: readonly number[], scales: readonly Scale[]): readonly (readonly number[])[] =>
  scales.reduce<readonly (readonly number[])[]>(
    (points, { grid }, k) =>
      points.length * (grid.length + 1) > mostOnGrid
        ? points
        : points.flatMap((at) => [at, ...grid.map((value) => at.with(k, value))]),
    [point],
  );

/** Steps of one history on which a fit has to come near before all are looked at, and of these a few that tell most rules apart. */
const [stepsToCome, stepsToSee] = [6, 2];

/** The first steps of the first history. */
const firstSteps = (answered: readonly Answered[], count: number): readonly Answered[] =>
  answered.slice(0, 1).map(({ own, stimulus }) => ({
    own: { ...own, deltas: own.deltas.slice(0, count) },
    stimulus: { ...stimulus, gradients: stimulus.gradients.slice(0, count) },
  }));

/** Whether there are as many numbers as the minimiser takes: it refuses fewer by throwing. */
const isHeld = (answered: readonly Answered[]): boolean => countOf(answered) > 2;

const countOf = (answered: readonly Answered[]): number =>
  answered.reduce((sum, { own }) => sum + own.deltas.length * (own.deltas[0]?.length ?? 0), 0);

/**
 * (Δ′ − Δ)/(|Δ| + |Δ′|) of every coordinate of every step: what is small counts as much as what is large, but for what is
 * within a million times its noise, which counts the less for it.
 */
const residualsOf = (
  rule: NamedRule,
  hyperparameters: Readonly<Record<string, number>>,
  { own, stimulus }: Answered,
  noise: NonNullable<Fitting['noise']> = () => 0,
): readonly number[] => {
  const due = drive(rule, stimulus, { hyperparameters, thetas: own.thetas }).deltas;
  const residuals: number[] = [];
  for (const [step, delta] of own.deltas.entries()) {
    const others = due[step];
    for (let i = 0; i < delta.length; i++) {
      const [d, other] = [delta[i]!, others?.[i] ?? Number.NaN];
      const size = Math.abs(d) + Math.abs(other) + noise(step, i) / noiseWeight;
      const residual = (other - d) / size;
      residuals.push(size === 0 ? 0 : Number.isFinite(residual) ? residual : 1);
    }
  }
  return residuals;
};
