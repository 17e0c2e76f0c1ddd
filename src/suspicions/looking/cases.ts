import { streamOf } from '../../checks/run/streams.ts';
import { seededRandom } from '../../linalg/seeded.ts';
import { coversLoss } from '../../rules/declaration/scope.ts';
import type { LossFacts, LossFamily } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Scenario } from '../../types/scenario.ts';
import type { Random, Vector } from '../../types/vector.ts';

const linear = 'linear';

/** The losses of most suspicions: the gradient is the same everywhere. */
export const isLinear = ({ degree }: LossFacts): boolean => degree === 1;

/** How the cases of a suspicion on a linear loss look. */
interface LinearCases {
  readonly id: string;
  /** D; one that is no product keeps a matrix from having as many entries. */
  readonly dimension: number;
  readonly steps: number;
}

/**
 * A start and a slope of a linear loss, its entries from ¼ to 4 and of either sign. Deterministic in all arguments.
 *
 * Hyperparameters are at their defaults in every other case and anywhere in their ranges in those between.
 */
export const linearCase = (
  { id, dimension, steps }: LinearCases,
  rule: NamedRule,
  index: number,
  families: readonly LossFamily[],
): Scenario | undefined => {
  const family = families.find(({ name }) => name === linear);
  if (!family || !coversLoss(rule, family)) return undefined;
  const random = seededRandom(index, 'suspicion', id);
  const entry = (): number => (random() < 1 / 2 ? -1 : 1) * quarterScale(random);
  const start = (): number => (rule.domain === 'positive' ? quarterScale(random) : entry());
  return {
    loss: { family: linear, parameters: { slope: Array.from({ length: dimension }, entry) } },
    theta: Array.from({ length: dimension }, start),
    stepSize: 2 ** -Math.floor(1 + 6 * random()),
    steps,
    seed: Math.floor(2 ** 31 * random()),
    hyperparameters: drawnHyperparameters(rule, index % 2 === 0 ? undefined : random),
  };
};

/** From ¼ to 4, in steps of 1/64. */
const quarterScale = (random: Random): number => Math.round(64 * 4 ** (2 * random() - 1)) / 64;

/** The defaults, or values within the ranges. */
export const drawnHyperparameters = (
  rule: NamedRule,
  random: Random | undefined,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(rule.hyperparameters).map(([name, { default: usual, min, max }]) => [
      name,
      random && !areIntegers(usual, min, max) ? min + (max - min) * random() : usual,
    ]),
  );

/** Whether a hyperparameter may be a count, or a switch. */
export const areIntegers = (...values: readonly number[]): boolean => values.every(Number.isInteger);

/**
 * Gradients whose entries are those of the slope of a case, each times a factor of its own: ±2⁻³ … ±2³, never 0.
 *
 * @param history which of several histories of that case
 */
export const variedGradients = (
  scenario: Scenario,
  slope: Vector,
  history: string,
  count: number,
): readonly Vector[] => {
  const random = streamOf(scenario, 'suspicion', history);
  return Array.from({ length: count }, () =>
    slope.map((d) => d * (random() < 1 / 2 ? -1 : 1) * 2 ** (6 * random() - 3)),
  );
};
