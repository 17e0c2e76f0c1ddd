import type { Random } from '../../types/vector.ts';
import { integerBetween, logUniform, shortDecimal, weightedOneOf } from '../choose.ts';
import { linearParts } from './linear.ts';
import { memoryParts } from './memory.ts';
import { isPartValue, type Knowledge, type Part, type PartNumber } from './part.ts';
import { scalingParts } from './scaling.ts';

/**
 * A learning rule as plain JSON: Δθ = η g, with g composed from y = −∇L by parts, the innermost first.
 * A mixture is weight · first + (1 − weight) · second, 0 < weight < 1.
 */
export type RuleDescription =
  | { readonly part: 'gradient' }
  | {
      readonly part: 'mixture';
      readonly weight: number;
      readonly of: readonly [RuleDescription, RuleDescription];
    }
  | {
      readonly part: PartName;
      readonly values: Readonly<Record<string, number>>;
      readonly of: RuleDescription;
    };

const table = { ...scalingParts, ...memoryParts, ...linearParts };

/** Names of the parts. */
export type PartName = keyof typeof table;

/** Every part by its name. */
export const parts: Readonly<Record<PartName, Part>> = table;

const isPartName = (name: string): name is PartName => name in parts;

/** The names of all parts, in a fixed order. */
export const partNames = Object.keys(parts).filter(isPartName);

/** Whether a value describes a rule: every part known, every number given and within its range. */
export const isRuleDescription = (value: unknown): value is RuleDescription => {
  if (!isObject(value) || typeof value.part !== 'string') return false;
  if (value.part === 'gradient') return true;
  if (value.part === 'mixture') {
    const { weight, of } = value;
    if (!(typeof weight === 'number' && weight > 0 && weight < 1)) return false;
    return Array.isArray(of) && of.length === 2 && of.every(isRuleDescription);
  }
  if (!isPartName(value.part) || !isObject(value.values)) return false;
  const { values } = value;
  return (
    isRuleDescription(value.of) &&
    Object.entries(parts[value.part].numbers).every(([name, number]) => isPartValue(number, values[name]))
  );
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What is known of the rule's direction beside y, by construction. */
export const knowledgeOf = (rule: RuleDescription): Knowledge => {
  switch (rule.part) {
    case 'gradient':
      return 'aligned';
    case 'mixture':
      return mixed(knowledgeOf(rule.of[0]), knowledgeOf(rule.of[1]));
    default:
      return parts[rule.part].know(knowledgeOf(rule.of), rule.values);
  }
};

const order: readonly Knowledge[] = ['aligned', 'signs', 'effective'];

/** A sum of effective directions is effective, and no more is known of it than of the less known one. */
const mixed = (a: Knowledge, b: Knowledge): Knowledge => {
  if (a === 'uphill' && b === 'uphill') return 'uphill';
  if (!order.includes(a) || !order.includes(b)) return 'open';
  return order[Math.max(order.indexOf(a), order.indexOf(b))]!;
};

/** Number of parts, the gradient not counted. */
export const sizeOf = (rule: RuleDescription): number => {
  if (rule.part === 'gradient') return 0;
  if (rule.part === 'mixture') return 1 + sizeOf(rule.of[0]) + sizeOf(rule.of[1]);
  return 1 + sizeOf(rule.of);
};

/** The rule in one line, such as `sign(momentum[decay=0.9](y))`. */
export const formulaOf = (rule: RuleDescription): string => {
  if (rule.part === 'gradient') return 'y';
  if (rule.part === 'mixture') {
    return `mixture[weight=${rule.weight}](${formulaOf(rule.of[0])}, ${formulaOf(rule.of[1])})`;
  }
  const values = Object.entries(rule.values).map(([name, value]) => `${name}=${value}`);
  return `${rule.part}${values.length > 0 ? `[${values.join(', ')}]` : ''}(${formulaOf(rule.of)})`;
};

/** A rule of exactly `size` parts, each drawn by its weight, every eighth inner node a mixture. */
export const drawRuleDescription = (size: number, random: Random): RuleDescription => {
  if (size === 0) return { part: 'gradient' };
  // A mixture of two bare gradients would be the gradient again.
  if (size > 1 && random() < 1 / 8) {
    const left = integerBetween(random, 0, size - 1);
    return {
      part: 'mixture',
      weight: shortDecimal(0.05 + 0.9 * random(), 2),
      of: [drawRuleDescription(left, random), drawRuleDescription(size - 1 - left, random)],
    };
  }
  const { name } = weightedOneOf(
    random,
    partNames.map((candidate) => ({ name: candidate, weight: parts[candidate].weight })),
  );
  const values = Object.fromEntries(
    Object.entries(parts[name].numbers).map(([key, number]) => [key, drawNumber(number, random)]),
  );
  return { part: name, values, of: drawRuleDescription(size - 1, random) };
};

const drawNumber = ({ min, max, scale }: PartNumber, random: Random): number => {
  if (scale === 'integer') return integerBetween(random, min, max);
  const value = scale === 'logarithmic' ? logUniform(random, min, max) : min + random() * (max - min);
  return Math.min(max, Math.max(min, shortDecimal(value, 2)));
};
