import { basename, extname } from 'node:path';
import type { Loss, LossFacts, LossFamily, Roundoff } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { assumedRoundoff } from './assumedRoundoff.ts';
import { LossError } from './lossError.ts';
import { readInteger } from './parameters.ts';

/** What a user's module exports as a loss, once its fields are known to have these types. */
interface UserLoss {
  readonly name?: string;
  readonly dimension?: number;
  readonly dimensions?: { readonly min: number; readonly max: number };
  value(theta: Vector, time: number): number;
  gradient(theta: Vector, time: number): ArrayLike<number>;
  timeDerivative?(theta: Vector, time: number): number;
  roundoff?(theta: Vector, time: number): { readonly value: number; readonly gradient: ArrayLike<number> };
  differentiable?(theta: Vector): boolean;
  readonly convex?: boolean;
  readonly smoothness?: number;
  readonly strongConvexity?: number;
  readonly minimum?: number;
  readonly degree?: number;
}

/**
 * The family of the losses that a user's module exports, with parameters { dimension }; or what is wrong with it.
 *
 * Facts that the user does not state are taken not to hold, and rounding errors are assumed as `assumedRoundoff`
 * does where none are given. A loss varies in time where it states ∂L/∂t or its value takes a second argument.
 *
 * @param exported the default export of the module
 * @param file path of the module, from which an unnamed loss takes its name
 * @param within told before and after each call of the user's functions, for whoever has to kill one that never returns
 */
export const familyFromUserLoss = (
  exported: unknown,
  file: string,
  within: (inside: boolean) => void,
): LossFamily | { readonly fault: string } => {
  if (typeof exported !== 'object' || exported === null) {
    return { fault: `${file}: a loss must be an object with value and gradient, got a ${typeof exported}` };
  }
  const fault = fieldFault(exported);
  if (fault) return { fault: `${file}: ${fault}` };
  // The border where user code is loaded: fieldFault has looked at every field.
  const user = exported as UserLoss;
  const name = user.name ?? basename(file, extname(file));
  const { dimension: only } = user;
  const dimensions = only === undefined ? user.dimensions! : { min: only, max: only };
  const facts = factsOf(user);
  return {
    name,
    description: `a user's loss, from ${file}`,
    facts,
    complexity: 0,
    dimensions,
    draw: (dimension) => ({ dimension: Math.min(dimensions.max, Math.max(dimensions.min, dimension)) }),
    drop(parameters) {
      const dimension = readInteger(parameters, 'dimension', dimensions);
      if (dimension === dimensions.min) return undefined;
      return {
        parameters: { dimension: dimension - 1 },
        kept: Array.from({ length: dimension - 1 }, (_, i) => i),
      };
    },
    build: (parameters) =>
      lossOf(user, { name, dimension: readInteger(parameters, 'dimension', dimensions), facts, within }),
  };
};

const factsOf = (user: UserLoss): LossFacts => ({
  convex: user.convex ?? false,
  smooth: user.smoothness !== undefined,
  network: false,
  stochastic: false,
  timeVarying: user.timeDerivative !== undefined || user.value.length > 1,
  degree: user.degree ?? Number.POSITIVE_INFINITY,
});

/** The user's functions are handed a copy of θ, what they return is copied, and what they throw is a `LossError`. */
const lossOf = (
  user: UserLoss,
  {
    name,
    dimension,
    facts,
    within,
  }: Pick<Loss, 'name' | 'dimension' | 'facts'> & { readonly within: (inside: boolean) => void },
): Loss => {
  const asked = <Answer>(theta: Vector, call: (copy: Vector) => Answer): Answer => {
    const copy = theta.slice();
    within(true);
    try {
      return call(copy);
    } catch (error) {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new LossError(`${name}: throws ${text}`, { cause: error });
    } finally {
      within(false);
    }
  };
  const value = (theta: Vector, time = 0): number => asked(theta, (copy) => user.value(copy, time));
  const gradient = (theta: Vector, time = 0): Vector =>
    toVector(
      asked(theta, (copy) => user.gradient(copy, time)),
      name,
    );
  return {
    name,
    dimension,
    facts,
    value,
    gradient,
    roundoff(theta, time = 0): Roundoff {
      if (!user.roundoff) return assumedRoundoff({ value, gradient }, theta, time);
      const stated = asked(theta, (copy) => user.roundoff!(copy, time));
      return { value: stated.value, gradient: toVector(stated.gradient, name) };
    },
    ...(user.timeDerivative && {
      timeDerivative: (theta: Vector, time: number) =>
        asked(theta, (copy) => user.timeDerivative!(copy, time)),
    }),
    ...(user.differentiable && {
      differentiable: (theta: Vector) => asked(theta, (copy) => user.differentiable!(copy)),
    }),
    ...(user.smoothness !== undefined && { smoothness: user.smoothness }),
    ...(user.strongConvexity !== undefined && { strongConvexity: user.strongConvexity }),
    ...(user.minimum !== undefined && { minimum: user.minimum }),
  };
};

const toVector = (list: unknown, name: string): Vector => {
  if (Array.isArray(list) || (ArrayBuffer.isView(list) && 'length' in list)) {
    return Float64Array.from(list as ArrayLike<number>);
  }
  throw new LossError(`${name}: gradient must return an array of numbers, got ${String(list)}`);
};

const kinds: Readonly<Record<string, readonly string[]>> = {
  name: ['string', 'undefined'],
  value: ['function'],
  gradient: ['function'],
  timeDerivative: ['function', 'undefined'],
  roundoff: ['function', 'undefined'],
  differentiable: ['function', 'undefined'],
  convex: ['boolean', 'undefined'],
  smoothness: ['number', 'undefined'],
  strongConvexity: ['number', 'undefined'],
  minimum: ['number', 'undefined'],
  degree: ['number', 'undefined'],
};

const fieldFault = (exported: object): string | undefined => {
  const get = (name: string): unknown => Reflect.get(exported, name);
  for (const [name, allowed] of Object.entries(kinds)) {
    const kind = typeof get(name);
    if (!allowed.includes(kind)) return `${name} must be a ${allowed[0]}, got ${kind}`;
  }
  for (const name of ['smoothness', 'strongConvexity']) {
    const constant = get(name);
    if (typeof constant === 'number' && !(constant >= 0))
      return `${name} must be at least 0, got ${constant}`;
  }
  return dimensionFault(get('dimension'), get('dimensions'));
};

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1;

const dimensionFault = (dimension: unknown, dimensions: unknown): string | undefined => {
  if (dimension !== undefined) {
    return isSize(dimension) ? undefined : `dimension must be a whole number ≥ 1, got ${String(dimension)}`;
  }
  if (typeof dimensions === 'object' && dimensions !== null && 'min' in dimensions && 'max' in dimensions) {
    const { min, max } = dimensions;
    if (isSize(min) && isSize(max) && min <= max) return undefined;
  }
  return `needs dimension, or dimensions { min, max } with whole numbers 1 ≤ min ≤ max`;
};
