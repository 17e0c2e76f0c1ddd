import { isThrown, namedErrorText } from '../errors.ts';
import { slabCopy, slabVector } from '../linalg/slab.ts';
import type { RuleOutput } from '../types/rule.ts';
import type { Fault } from '../types/run.ts';
import type { Vector, VectorLike } from '../types/vector.ts';

export type { Fault } from '../types/run.ts';

/** Whether a value is a promise, or anything else that can be awaited. */
export const isPromise = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return 'then' in value && typeof value.then === 'function';
  } catch {
    // A proxy or a getter that throws; who reads more of it hears that again.
    return false;
  }
};

/** What an `update` returned: a copy of Δ or of θ′ and the next state, or what is wrong with it. */
export type Output = Returned | { readonly fault: Omit<Fault, 'step'> };

interface Returned {
  /** `θ′` where the rule handed back its parameters, not their displacement. */
  readonly what: 'Δθ' | 'θ′';
  /** A copy, shape (D). */
  readonly values: Vector;
  readonly replacesState: boolean;
  readonly state: unknown;
}

/** Δ of what a rule returned at θ, whichever of both it returned. Accuracy: θ′ − θ is rounded once. Cost: O(D). */
export const displacementOf = (output: RuleOutput, theta: Vector): VectorLike => {
  if ('delta' in output) return output.delta;
  if (!('theta' in output)) return output;
  const next = output.theta;
  return theta.map((value, i) => next[i]! - value);
};

/** What a rule returned, of its own form, with another Δ. @param theta θ where it was asked */
export const withDisplacement = (output: RuleOutput, theta: Vector, delta: Vector): RuleOutput => {
  if ('delta' in output) return { ...output, delta };
  if (!('theta' in output)) return delta;
  return { ...output, theta: theta.map((value, i) => value + delta[i]!) };
};

/**
 * Reads what `update` returned, whatever that is: numbers, or an object with them as `delta`, or else as `theta`.
 *
 * @param dimension D, which Δ or θ′ has to have as well
 * Cost: O(D).
 */
export const readOutput = (output: unknown, dimension: number): Output => {
  if (isNumbers(output))
    return readVector(output, dimension, { what: 'Δθ', replacesState: false, state: undefined });
  if (typeof output !== 'object' || output === null) {
    return { fault: { kind: 'not-an-array', message: `update returned ${describeValue(output)}` } };
  }
  if (isPromise(output)) {
    return { fault: { kind: 'async', message: 'update returned a promise: it must return Δθ itself' } };
  }
  const replacesState = 'state' in output;
  if ('delta' in output) {
    const { delta } = output;
    if (isNumbers(delta)) {
      const state = 'state' in output ? output.state : undefined;
      return readVector(delta, dimension, { what: 'Δθ', replacesState, state });
    }
  } else if ('theta' in output) {
    const { theta } = output;
    if (isNumbers(theta)) {
      const state = 'state' in output ? output.state : undefined;
      return readVector(theta, dimension, { what: 'θ′', replacesState, state });
    }
  }
  return { fault: { kind: 'not-an-array', message: `update returned ${describeValue(output)}` } };
};

const readVector = (given: ArrayLike<unknown>, dimension: number, rest: Omit<Returned, 'values'>): Output => {
  const { what } = rest;
  if (given.length !== dimension) {
    return {
      fault: { kind: 'wrong-length', message: `${what} has length ${given.length}, θ has ${dimension}` },
    };
  }
  if (given instanceof Float64Array) return { ...rest, values: slabCopy(given) };
  const copy = slabVector(dimension);
  for (let i = 0; i < dimension; i++) {
    const value = given[i];
    if (typeof value !== 'number') {
      return {
        fault: { kind: 'not-an-array', message: `${what}[${i}] is ${describeValue(value)}, not a number` },
      };
    }
    copy[i] = value;
  }
  return { ...rest, values: copy };
};

const isNumbers = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);

/** Which entry of Δ or θ′ is the first that is not finite, and what it is. */
export const firstNonFinite = (what: Returned['what'], values: Vector): string => {
  const i = values.findIndex((value) => !Number.isFinite(value));
  return `${what}[${i}] is ${values[i]}`;
};

/** What user code threw, in words: an error by its name and message. */
export const describeError = (error: unknown): string =>
  isThrown(error, Error) ? namedErrorText(error) : `threw ${describeValue(error)}`;

/** Keys of an object that a message shows. */
const shownKeys = 8;

const describeValue = (value: unknown): string => {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? `an object with keys ${keysOf(value)}` : `a ${typeof value}`;
};

const keysOf = (value: object): string => {
  try {
    const keys = Object.keys(value);
    const more = keys.length > shownKeys ? `, … ${keys.length - shownKeys} more` : '';
    return keys.length === 0 ? '(none)' : `${keys.slice(0, shownKeys).join(', ')}${more}`;
  } catch {
    return 'that cannot be read';
  }
};
