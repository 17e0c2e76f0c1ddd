import { defaultHyperparameters } from '../../dynamics/trajectory.ts';
import { isThrown, namedErrorText } from '../../errors.ts';
import { LossError } from '../../losses/audit/lossError.ts';
import { plural } from '../../numbers.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** A function of a rule's contract that throws, or returns something else than it has to: its message is a sentence. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/**
 * The loss that the rule promises to descend: the objective of its contract, or the loss itself.
 *
 * The functions of an objective are the user's: they are handed copies of θ, which stand alone in memory, and bounds
 * that may be spread into others.
 *
 * @param drawn hyperparameters of the case; the others have their defaults
 * @throws ContractError where the objective is no loss of the same dimension; its functions throw it too, where they
 * throw anything or return no number, no vector, or no bounds
 */
export const objectiveOf = (rule: NamedRule, loss: Loss, drawn: Readonly<Record<string, number>>): Loss => {
  const { objective } = rule.contract;
  if (!objective) return loss;
  const given = withPlainBounds(loss);
  const hyperparameters = Object.freeze({ ...defaultHyperparameters(rule), ...drawn });
  const returned: unknown = asked('contract.objective', () => objective(given, hyperparameters));
  return returned === given ? loss : asked('contract.objective', () => guardedLoss(returned, loss));
};

/** What a function of the contract returns. @throws ContractError where it throws; what the user's own loss threw stays */
export const asked = <Answer>(name: string, call: () => Answer): Answer => {
  try {
    return call();
  } catch (error) {
    if (isThrown(error, LossError) || isThrown(error, ContractError)) throw error;
    throw new ContractError(`${name} throws ${namedErrorText(error)}`, { cause: error });
  }
};

const guardedLoss = (returned: unknown, { dimension }: Loss): Loss => {
  if (!isLossLike(returned, dimension)) {
    throw new ContractError(
      'contract.objective must return a loss of the same dimension: { ...loss, value, gradient }',
    );
  }
  // Read once: what is looked at here is what is used.
  const objective = { ...returned };
  const { timeDerivative, differentiable } = returned;
  const [value, gradient, roundoff] = [returned.value, returned.gradient, returned.roundoff];
  const numberFrom = (name: string, call: () => unknown): number => {
    const got: unknown = asked(`${name} of contract.objective`, call);
    if (typeof got === 'number') return got;
    throw new ContractError(`${name} of contract.objective must return a number, got a ${typeof got}`);
  };
  const vectorFrom = (name: string, got: unknown): Vector => {
    if (got instanceof Float64Array && got.length === dimension) return got;
    if ((Array.isArray(got) || got instanceof Float32Array) && got.length === dimension) {
      return Float64Array.from(got);
    }
    throw new ContractError(`${name} of contract.objective must return ${plural(dimension, 'number')}`);
  };
  return {
    ...objective,
    value: (theta, time) => numberFrom('value', () => value.call(returned, theta.slice(), time)),
    gradient: (theta, time) =>
      asked('gradient of contract.objective', () =>
        vectorFrom('gradient', gradient.call(returned, theta.slice(), time)),
      ),
    roundoff: (theta, time) =>
      asked('roundoff of contract.objective', () => {
        const bounds = roundoff.call(returned, theta.slice(), time);
        return {
          ...bounds,
          value: numberFrom('roundoff', () => bounds.value),
          gradient: vectorFrom('roundoff', bounds.gradient),
        };
      }),
    ...(timeDerivative && {
      timeDerivative: (theta, time) =>
        numberFrom('timeDerivative', () => timeDerivative.call(returned, theta.slice(), time)),
    }),
    ...(differentiable && {
      differentiable: (theta) =>
        asked('differentiable of contract.objective', () => differentiable.call(returned, theta.slice())),
    }),
  };
};

const isLossLike = (value: unknown, dimension: number): value is Loss =>
  typeof value === 'object' &&
  value !== null &&
  Reflect.get(value, 'dimension') === dimension &&
  ['value', 'gradient', 'roundoff'].every((name) => typeof Reflect.get(value, name) === 'function') &&
  ['timeDerivative', 'differentiable'].every((name) =>
    ['function', 'undefined'].includes(typeof Reflect.get(value, name)),
  ) &&
  ['smoothness', 'strongConvexity', 'minimum'].every((name) =>
    ['number', 'undefined'].includes(typeof Reflect.get(value, name)),
  ) &&
  typeof Reflect.get(value, 'facts') === 'object' &&
  Reflect.get(value, 'facts') !== null;

/** Bounds as fields of their own, where a loss works them out on demand. */
const withPlainBounds = (loss: Loss): Loss => ({
  ...loss,
  roundoff(theta, time) {
    const { value, gradient, timeDerivative } = loss.roundoff(theta, time);
    return { value, gradient, ...(timeDerivative !== undefined && { timeDerivative }) };
  },
});
