import { formatOf } from '../../linalg/rounding.ts';
import type { LossFamily } from '../../types/loss.ts';
import type { Precision } from '../../types/rule.ts';
import type { Random } from '../../types/vector.ts';
import { oneOf } from '../choose.ts';
import type { DrawnScenario, ScenarioSource } from './scenarioSource.ts';

/** The name of the family whose slopes are whatever one wants: its gradient is the same everywhere. */
const linear = 'linear';

/** Bits by which a square is beyond the range at the least. */
const beyond = 8;

/** 2ᵏ by which slopes of ordinary size are multiplied so that their squares overflow, or come to 0: 10^±155 in doubles. */
export const steepFactors = (precision: Precision): readonly [number, number] => {
  const { greatest, leastPositive } = formatOf(precision);
  return [2 ** (Math.log2(greatest) / 2 + beyond), 2 ** (Math.log2(leastPositive) / 2 - beyond)];
};

/**
 * The scenarios of a source on linear losses, with slopes whose squares over- or underflow, one as often as the other.
 *
 * @param source draws from `family` alone
 * @returns undefined where the family is another, whose slopes are not among its parameters
 */
export const steepSource = (
  source: ScenarioSource,
  family: LossFamily | undefined,
  precision: Precision,
): ScenarioSource | undefined => {
  if (family?.name !== linear) return undefined;
  const factors = steepFactors(precision);
  const drawWithLoss = (random: Random): DrawnScenario => {
    const factor = oneOf(random, factors);
    const { scenario, loss } = source.drawWithLoss(random);
    const slope = Array.from(loss.gradient(new Float64Array(scenario.theta), 0), (d) => factor * d);
    const parameters = { slope };
    return {
      scenario: { ...scenario, loss: { family: linear, parameters } },
      loss: family.build(parameters),
    };
  };
  return { ...source, drawWithLoss, draw: (random) => drawWithLoss(random).scenario };
};
