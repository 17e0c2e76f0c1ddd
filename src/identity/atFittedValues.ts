import type { NamedRule } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { factorName, type Known, triedAs } from './candidates.ts';
import type { Tried } from './comparison.ts';
import { drive } from './drive.ts';
import { fitted, type LeastSquares } from './fit.ts';
import type { Answered } from './resemblance.ts';
import { fittedShare, sameDirection } from './rounding.ts';
import type { Match } from './sentence.ts';
import { intervalsOf, withFewDigits } from './values.ts';

/** What values are fitted to, and what says whether they are right. */
export interface FitAmong {
  /** Histories that values are chosen by. */
  readonly answered: readonly Answered[];
  /** Constants that the subject declares, which stay as they are. */
  readonly declared: Readonly<Record<string, number>>;
  readonly leastSquares: LeastSquares;
  readonly equals: (tried: Tried) => Match['evidence'] | undefined;
  /** A sign of life, called now and then. */
  readonly alive: () => void;
}

/** Steps of a history that values are fitted to. */
const fittedSteps = 12;

/** The rules that a subject equals at fitted values of constants that it does not declare, those with fewest constants. */
export const atFittedValues = (
  known: readonly Known[],
  { answered, declared, equals, alive, leastSquares }: FitAmong,
): readonly Match[] => {
  const shown = answered.slice(0, 2).map(({ own, stimulus }) => ({
    own: { ...own, deltas: own.deltas.slice(0, fittedSteps) },
    stimulus: { ...stimulus, gradients: stimulus.gradients.slice(0, fittedSteps) },
  }));
  const names = new Set(Object.keys(declared));
  const found = known
    .filter(({ rule }) => isLikely(rule, shown))
    .flatMap((one): readonly Match[] => {
      alive();
      const near = fitted(triedAs(one, declared), names, { answered: shown, leastSquares });
      if (!near) return [];
      const open = Object.keys(near.hyperparameters).filter((name) => !names.has(name));
      for (const tried of withFewDigits(near, open)) {
        const isExact = tried !== near;
        const evidence = equals(isExact ? tried : { ...tried, inaccuracy: fittedShare });
        if (!evidence) continue;
        alive();
        return [
          {
            known: one,
            tried,
            evidence,
            intervals: intervalsOf(tried, open, answered, tried.rule.precision),
          },
        ];
      }
      return [];
    });
  // What has more constants than another, and so includes it, is not what it is.
  const fewest = Math.min(...found.map(({ tried }) => Object.keys(tried.hyperparameters).length));
  return found.filter(({ tried }) => Object.keys(tried.hyperparameters).length === fewest);
};

/** Whether a rule draws and reads as the subject does: no values change that. */
const isLikely = (rule: NamedRule, [first]: readonly Answered[]): boolean => {
  if (!first) return false;
  const { own, stimulus } = first;
  const tried = { rule, hyperparameters: usualOf(rule) };
  const due = drive(rule, { ...stimulus, gradients: stimulus.gradients.slice(0, 1) }, tried);
  return due.readsLoss === own.readsLoss && due.draws > 0 === own.draws > 0;
};

const usualOf = ({ hyperparameters }: NamedRule): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(hyperparameters).map(([name, range]) => [name, range.default]));

/**
 * The rules with a step size of cη in place of η, or of c where the subject does not look at η, as rules that have c among
 * their constants. Of a rate of its own and a step size only the product shows.
 *
 * Left out are those whose first step goes in another direction, or is as long: with c = 1 they were tried before.
 */
export const withOwnStepSize = (
  known: readonly Known[],
  answered: readonly Answered[],
  { ignoresStepSize, declared }: Pick<FitAmong, 'declared'> & { readonly ignoresStepSize: boolean },
): readonly Known[] =>
  known.flatMap((one): readonly Known[] => {
    const { rule } = one;
    const stepSizeOf = (stepSize: number): number => (ignoresStepSize ? 1 : stepSize);
    const scaled =
      (factor: number, given: typeof rule.update): typeof rule.update =>
      (context, state) =>
        given(
          {
            ...context,
            stepSize: stepSizeOf(context.stepSize) * (context.hyperparameters[factorName] ?? factor),
          },
          state,
        );
    const { hyperparameters } = triedAs(one, declared);
    const factor = factorAtFirst({ ...rule, update: scaled(1, rule.update) }, hyperparameters, answered);
    if (factor === undefined) return [];
    const range = { default: factor, min: factor / 1000, max: 100 * factor };
    return [
      {
        ...one,
        rule: {
          ...rule,
          update: scaled(factor, rule.update),
          hyperparameters: { ...rule.hyperparameters, [factorName]: range },
        },
        stepSize: ignoresStepSize ? 'internal' : 'scaled',
      },
    ];
  });

/** c of the first step that moves, where it goes in the direction of the rule and is not as long. */
const factorAtFirst = (
  rule: NamedRule,
  hyperparameters: Readonly<Record<string, number>>,
  [first]: readonly Answered[],
): number | undefined => {
  if (!first) return undefined;
  const { own, stimulus } = first;
  const step = own.deltas.findIndex((delta) => delta.some((d) => d !== 0));
  const few = { ...stimulus, gradients: stimulus.gradients.slice(0, step + 1) };
  const [a, b] = [own.deltas[step], drive(rule, few, { hyperparameters, thetas: own.thetas }).deltas[step]];
  if (!a || !b) return undefined;
  const factor = Math.sqrt(dot(a, a) / dot(b, b));
  const isAlong = dot(a, b) >= sameDirection * Math.sqrt(dot(a, a) * dot(b, b));
  return isAlong && factor > 0 && factor < Number.POSITIVE_INFINITY && Math.abs(factor - 1) > fittedShare
    ? factor
    : undefined;
};

const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
