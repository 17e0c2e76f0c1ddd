import { basename, extname } from 'node:path';
import { errorText, isThrown, namedErrorText, valueText } from '../errors.ts';
import { assumedRoundoff } from '../losses/audit/assumedRoundoff.ts';
import { LossError } from '../losses/audit/lossError.ts';
import { readInteger } from '../losses/data/parameters.ts';
import { plural } from '../numbers.ts';
import type { Loss, LossFacts, LossFamily, Parameter, Roundoff } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';
import { statedShapes } from './statedShapes.ts';

/** What a user's module exports as a loss, once its fields are known to have these types. */
interface UserLoss {
  readonly name?: string;
  readonly dimension?: number;
  readonly dimensions?: { readonly min: number; readonly max: number };
  /** The parts of θ with their shapes; they make the dimension. */
  readonly parameters?: readonly Parameter[];
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
 * @param within called before and after each call of the user's functions, so that one that never returns is not taken for the rule's
 */
export const familyFromUserLoss = (
  exported: unknown,
  file: string,
  within: (inside: boolean) => void,
): LossFamily | { readonly fault: string } => {
  if (typeof exported !== 'object' || exported === null) {
    return { fault: `a loss must be an object with value and gradient, got a ${typeof exported}` };
  }
  const user = readFields(exported);
  if ('fault' in user) return user;
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

/** The fields of a user's loss, each read once, as functions of that object; or what is wrong with them. */
const readFields = (exported: object): UserLoss | { readonly fault: string } => {
  try {
    const fields = Object.fromEntries(
      [...Object.keys(kinds), 'dimension', 'dimensions', 'parameters'].flatMap((name) => {
        const field: unknown = Reflect.get(exported, name);
        return field === undefined ? [] : [[name, field]];
      }),
    );
    const stated = fields.parameters === undefined ? undefined : statedShapes(fields.parameters);
    if (stated && 'fault' in stated) return stated;
    const fault = stated ? shapedFault(fields, stated.parameters) : fieldFault(fields);
    if (fault !== undefined) return { fault };
    const { dimensions } = fields;
    // The border where user code is loaded: fieldFault has looked at every field.
    return {
      ...boundTo(exported, fields),
      ...(dimensions !== undefined && { dimensions: { ...dimensions } }),
      ...(stated && { parameters: stated.parameters, dimension: sizeOf(stated.parameters) }),
    } as UserLoss;
  } catch (error) {
    return { fault: `throws "${errorText(error)}" where its fields are read` };
  }
};

/** Functions keep their `this`, and how many arguments they take. */
const boundTo = (
  owner: object,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      typeof field === 'function' ? Function.prototype.bind.call(field, owner) : field,
    ]),
  );

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
      if (isThrown(error, LossError)) throw error;
      throw new LossError(`${name}: throws ${namedErrorText(error)}`, { cause: error });
    } finally {
      within(false);
    }
  };
  const value = (theta: Vector, time = 0): number => asked(theta, (copy) => user.value(copy, time));
  const gradient = (theta: Vector, time = 0): Vector =>
    asked(theta, (copy) => toVector(user.gradient(copy, time), name));
  return {
    name,
    dimension,
    facts,
    value,
    gradient,
    roundoff(theta, time = 0): Roundoff {
      if (!user.roundoff) return assumedRoundoff({ value, gradient }, theta, time);
      return asked(theta, (copy) => {
        const stated = user.roundoff!(copy, time);
        return { value: stated.value, gradient: toVector(stated.gradient, name) };
      });
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
    ...(user.parameters && { parameters: user.parameters }),
  };
};

const toVector = (list: unknown, name: string): Vector => {
  if (Array.isArray(list) || (ArrayBuffer.isView(list) && 'length' in list)) {
    return Float64Array.from(list as ArrayLike<number>);
  }
  throw new LossError(`${name}: gradient must return an array of numbers, got ${valueText(list)}`);
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

const sizeOf = (parameters: readonly Parameter[]): number => parameters.at(-1)?.to ?? 0;

/** As {@link fieldFault}, of a loss whose dimension follows from its shapes. */
const shapedFault = (fields: object, parameters: readonly Parameter[]): string | undefined => {
  const size = sizeOf(parameters);
  if ('dimensions' in fields) return 'parameters give one dimension; leave dimensions out';
  const fault = fieldFault({ dimension: size, ...fields });
  if (fault !== undefined || !('dimension' in fields) || fields.dimension === size) return fault;
  return `parameters hold ${plural(size, 'number')}, and dimension is ${valueText(fields.dimension)}; leave dimension out`;
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
    return isSize(dimension)
      ? undefined
      : `dimension must be a whole number ≥ 1, got ${valueText(dimension)}`;
  }
  if (typeof dimensions === 'object' && dimensions !== null && 'min' in dimensions && 'max' in dimensions) {
    const { min, max } = dimensions;
    if (isSize(min) && isSize(max) && min <= max) return undefined;
  }
  return `needs dimension, or dimensions { min, max } with whole numbers 1 ≤ min ≤ max`;
};
