import { valueText } from '../errors.ts';
import type { Parameter } from '../types/loss.ts';

/** One part of θ as a user's loss states it: its shape, and its name where it has one. */
interface StatedShape {
  readonly name?: string;
  readonly shape: readonly number[];
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const readPart = (given: unknown): StatedShape | undefined => {
  const { name, shape } = fieldsOf(given);
  if (!(Array.isArray(shape) && shape.length > 0 && shape.every(isCount))) return undefined;
  if (name === undefined) return { shape: [...shape] };
  return isText(name) ? { name, shape: [...shape] } : undefined;
};

/**
 * The parts of θ, in order, as a user's loss states them, with where they are; or what is wrong with them, as the end of a
 * sentence.
 *
 * @param given `[{ name: 'weights', shape: [2, 3] }, { shape: [3] }]`; parts without a name are numbered
 */
export const statedShapes = (
  given: unknown,
): { readonly parameters: readonly Parameter[] } | { readonly fault: string } => {
  if (!Array.isArray(given) || given.length === 0)
    return { fault: `parameters must be a list of { name, shape }, got ${valueText(given)}` };
  const parameters: Parameter[] = [];
  for (const [k, entry] of given.entries()) {
    const part = readPart(entry);
    if (!part) {
      return {
        fault: `parameters[${k}] must be { name, shape } with a list of whole numbers ≥ 1, got ${valueText(entry)}`,
      };
    }
    const from = parameters.at(-1)?.to ?? 0;
    const size = part.shape.reduce((product, side) => product * side, 1);
    const name = part.name ?? `parameter ${k + 1}`;
    if (parameters.some((other) => other.name === name))
      return { fault: `parameters has the name ${valueText(name)} twice` };
    parameters.push({ name, shape: part.shape, from, to: from + size });
  }
  return { parameters };
};
