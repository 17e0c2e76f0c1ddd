import { numberCost, simplerNumber } from '../shrink/number.ts';
import { isPartValue } from './part.ts';
import { type PartName, partNames, parts, type RuleDescription, sizeOf } from './ruleDescription.ts';

/** Every part alone on the gradient, with its simplest numbers. */
export const simplestDescriptions = (): readonly RuleDescription[] => [
  { part: 'gradient' },
  ...partNames.map(
    (part): RuleDescription => ({ part, values: simpleValues(part), of: { part: 'gradient' } }),
  ),
];

const simpleValues = (part: PartName): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(parts[part].numbers).map(([key, { simple }]) => [key, simple]));

/** Descriptions in place of one: without a part, or with its numbers at their simplest. */
export function* simplerDescriptions(rule: RuleDescription): Generator<RuleDescription, void> {
  if (rule.part === 'gradient') return;
  if (rule.part === 'mixture') {
    const [first, second] = rule.of;
    yield first;
    yield second;
    if (rule.weight !== 0.5) yield { ...rule, weight: 0.5 };
    for (const simpler of simplerDescriptions(first)) yield { ...rule, of: [simpler, second] };
    for (const simpler of simplerDescriptions(second)) yield { ...rule, of: [first, simpler] };
    return;
  }
  yield rule.of;
  for (const of of simplerDescriptions(rule.of)) yield { ...rule, of };
  for (const [name, number] of Object.entries(parts[rule.part].numbers)) {
    const own = rule.values[name]!;
    for (const value of own === number.simple ? simplerNumber(own) : [number.simple, ...simplerNumber(own)]) {
      if (isPartValue(number, value)) yield { ...rule, values: { ...rule.values, [name]: value } };
    }
  }
}

/** Parts, then what their numbers cost beside the simplest ones. */
export const descriptionRank = (rule: RuleDescription): readonly number[] => [sizeOf(rule), valuesCost(rule)];

const valuesCost = (rule: RuleDescription): number => {
  if (rule.part === 'gradient') return 0;
  if (rule.part === 'mixture') {
    const own = rule.weight === 0.5 ? 0 : 1 + numberCost(rule.weight);
    return own + valuesCost(rule.of[0]) + valuesCost(rule.of[1]);
  }
  const simple = simpleValues(rule.part);
  return Object.entries(rule.values).reduce(
    (sum, [name, value]) => sum + (value === simple[name] ? 0 : 1 + numberCost(value)),
    valuesCost(rule.of),
  );
};
