import { nearest } from '../errors.ts';
import { hasPromiseForm, nearestPromise, promiseFault, promiseForms } from '../rules/declaration/promise.ts';
import type { CampaignOptions } from '../types/campaign.ts';
import type { LossFamily } from '../types/loss.ts';
import type { DescentPromise } from '../types/rule.ts';
import { type DimensionRange, largestDimension, optionBounds } from '../types/scenario.ts';

/** What a check inside the user's own tests may set; the defaults are those of the command. */
export interface CheckOptions {
  /** Cases of each check: 1000. */
  readonly runs?: number;
  /** Drawn by default; the report says which. */
  readonly seed?: number;
  /** One dimension, or those from `min` to `max`: 1..64. */
  readonly dimension?: number | DimensionRange;
  /** Greatest number of steps of a case. */
  readonly steps?: number;
  /** Names of loss families. */
  readonly losses?: readonly string[];
  readonly contract?: DescentPromise;
}

const names: readonly string[] = [
  'runs',
  'seed',
  'dimension',
  'steps',
  'losses',
  'contract',
] satisfies readonly (keyof CheckOptions)[];

/**
 * The options of a campaign that options from the user's code stand for: nothing misspelt and nothing out of bounds
 * is passed over, since it would leave fewer checks, or others than were asked for, and a green verdict.
 *
 * @param otherwise the defaults
 * @throws RangeError where a value is out of its bounds, or names nothing that there is; TypeError where it is of
 * another kind, or no option has the name
 */
export const readCheckOptions = (
  options: CheckOptions,
  families: readonly LossFamily[],
  otherwise: { readonly seed: number; readonly runs: number },
): CampaignOptions => {
  refuseUnknown(options);
  const { dimension, losses, contract } = options;
  refuseLosses(losses, families);
  refusePromise(contract);
  const steps = count('steps', options.steps);
  return {
    seed: count('seed', options.seed) ?? otherwise.seed,
    runs: count('runs', options.runs) ?? otherwise.runs,
    ...(dimension !== undefined && { dimension: readDimension(dimension, losses, families) }),
    ...(steps !== undefined && { steps }),
    ...(losses !== undefined && { losses }),
    ...(contract !== undefined && { contract }),
  };
};

const refuseUnknown = (options: unknown): void => {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`checkLearningRule: options must be an object, got options = ${text(options)}`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (!names.includes(name)) {
      throw new TypeError(
        `checkLearningRule: an option must be one of ${names.join(', ')}, got ${name} = ${text(value)}${suggested(nearest(name, names))}`,
      );
    }
  }
};

const count = (name: keyof typeof optionBounds, given: unknown): number | undefined => {
  if (given === undefined) return undefined;
  const { min, max } = optionBounds[name];
  if (typeof given === 'number' && Number.isInteger(given) && given >= min && given <= max) return given;
  throw new (errorFor(typeof given === 'number'))(
    `checkLearningRule: ${name} must be a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}, got ${name} = ${text(given)}`,
  );
};

const readDimension = (
  given: unknown,
  losses: readonly string[] | undefined,
  families: readonly LossFamily[],
): DimensionRange => {
  const { min, max } = rangeOf(given);
  const isNumeric = typeof min === 'number' && typeof max === 'number';
  const inBounds =
    isNumeric && Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max <= largestDimension;
  if (!(inBounds && min <= max)) {
    throw new (errorFor(isNumeric))(
      `checkLearningRule: dimension must be a whole number or { min, max } with 1 ≤ min ≤ max ≤ ${largestDimension.toLocaleString('en')}, got dimension = ${text(given)}`,
    );
  }
  const offered = families.filter(({ name }) => losses?.includes(name) ?? true);
  if (!offered.some(({ dimensions }) => dimensions.min <= max && dimensions.max >= min)) {
    const reach = offered.map(({ name, dimensions }) => `${name} ${dimensions.min}..${dimensions.max}`);
    throw new RangeError(
      `checkLearningRule: dimension must be one that some loss has (${reach.join(', ')}), got dimension = ${text(given)}`,
    );
  }
  return { min, max };
};

const rangeOf = (given: unknown): { readonly min: unknown; readonly max: unknown } => {
  if (typeof given === 'object' && given !== null && 'min' in given && 'max' in given) {
    return { min: given.min, max: given.max };
  }
  return { min: given, max: given };
};

const refuseLosses = (given: unknown, families: readonly LossFamily[]): void => {
  if (given === undefined) return;
  const known = families.map(({ name }) => name);
  const listing = 'see "natgrad-check list losses"';
  if (!Array.isArray(given) || given.length === 0) {
    throw new (errorFor(Array.isArray(given)))(
      `checkLearningRule: losses must be a list of at least one name, got losses = ${text(given)}; ${listing}`,
    );
  }
  for (const [at, name] of given.entries()) {
    if (known.includes(name)) continue;
    const hint = typeof name === 'string' ? nearest(name, known) : '';
    throw new (errorFor(typeof name === 'string'))(
      `checkLearningRule: losses must be names of losses, got losses[${at}] = ${text(name)}; ${hint}${listing}`,
    );
  }
};

const refusePromise = (given: unknown): void => {
  if (promiseFault(given) === undefined) return;
  throw new (errorFor(hasPromiseForm(given)))(
    `checkLearningRule: contract must be ${promiseForms}, got contract = ${text(given)}${suggested(nearestPromise(given))}`,
  );
};

/** A value of the right kind is out of range; any other is of the wrong kind. */
const errorFor = (isRightKind: boolean): typeof RangeError | typeof TypeError =>
  isRightKind ? RangeError : TypeError;

/** `did you mean "x"? ` as the end of a message. */
const suggested = (hint: string): string => (hint === '' ? '' : `; ${hint.trimEnd()}`);

/** A value as it would be written in code. */
const text = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, field]) => `${name}: ${text(field)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
};
