import { isThrown } from '../../errors.ts';
import { roundedTo } from '../../linalg/precision.ts';
import { asked, ContractError, objectiveOf } from '../../rules/declaration/objective.ts';
import type { Check, Observation } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import { short } from './figures.ts';
import { refuted, vacuous } from './outcome.ts';

/**
 * The check, on rules whose contract is functions of their own: where one of these fails, that is held against the rule
 * by the check that judges contracts, and every other check is vacuous; where it fails only later in a run, by the check
 * whose run it is.
 */
export const guarded = (check: Check): Check => ({
  ...check,
  *observe(setting) {
    const fault = contractFault(setting);
    if (fault !== undefined && !check.judgesContract) return vacuous(fault);
    if (fault !== undefined) return contractRefuted(fault);
    try {
      return yield* check.observe(setting);
    } catch (error) {
      return contractRefuted(contractErrorText(error));
    }
  },
});

const contractRefuted = (sentence: string): Observation =>
  refuted({ cause: 'contract', sentence, margin: -1 });

/**
 * The check, on cases whose θ₀ is a number of the rule's precision, wherever they come from: drawn, made simpler, stored.
 */
export const inPrecision = (check: Check): Check => ({
  ...check,
  observe(setting) {
    const { rule, scenario } = setting;
    if (rule.precision === 'float64') return check.observe(setting);
    const theta = scenario.theta.map((value) => roundedTo(value, rule.precision));
    return check.observe({ ...setting, scenario: { ...scenario, theta } });
  },
});

/** The check, its sentences on a refuted case preceded by where it was: "on quadratic from θ = [1], η = 1: …". */
export const namingTheCase = (check: Check): Check => ({
  ...check,
  *observe(setting) {
    const observation = yield* check.observe(setting);
    return observation.status === 'refuted' && observation.sentence !== undefined
      ? { ...observation, sentence: `${describeCase(setting)}: ${observation.sentence}` }
      : observation;
  },
});

/** Longer starting points are left to the stored case. */
const shownCoordinates = 3;

const describeCase = ({ loss, scenario: { theta, stepSize } }: Setting): string => {
  const start =
    theta.length <= shownCoordinates
      ? `from θ = [${theta.map(short).join(', ')}]`
      : `in ${theta.length} dimensions`;
  return `on ${loss.name} ${start}, η = ${short(stepSize)}`;
};

/**
 * What is wrong with the functions of a rule's contract on this loss, where the case starts; undefined where nothing is.
 *
 * An objective has to be a loss of the same dimension, a greatest step size a number.
 */
const contractFault = ({ rule, loss, scenario }: Setting): string | undefined => {
  const { maxStepSize } = rule.contract;
  try {
    const objective = objectiveOf(rule, loss, scenario.hyperparameters);
    if (objective !== loss) {
      const start = Float64Array.from(scenario.theta);
      objective.value(start, 0);
      objective.gradient(start, 0);
      objective.roundoff(start, 0);
    }
    const limit: unknown = maxStepSize && asked('contract.maxStepSize', () => maxStepSize(loss));
    return maxStepSize && typeof limit !== 'number'
      ? `contract.maxStepSize must return a number, got a ${typeof limit}`
      : undefined;
  } catch (error) {
    return contractErrorText(error);
  }
};

/** What a function of the contract did wrong. @throws anything else */
const contractErrorText = (error: unknown): string => {
  if (isThrown(error, ContractError)) return error.message;
  throw error;
};
