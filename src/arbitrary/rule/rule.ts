import fc from 'fast-check';
import { seededRandom } from '../../linalg/seeded.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { assertDemand } from '../assertDemand.ts';
import { integerBetween } from '../choose.ts';
import { directArbitrary } from '../shrink/direct.ts';
import {
  drawRuleDescription,
  formulaOf,
  isRuleDescription,
  knowledgeOf,
  parts,
  type RuleDescription,
} from './ruleDescription.ts';
import { descriptionRank, simplerDescriptions, simplestDescriptions } from './simplerDescription.ts';

/** A rule that was composed at random, with its composition, from which it can be built again. */
export interface GeneratedRule extends DeclaredRule {
  readonly description: RuleDescription;
  /** yᵀg > 0 wherever y ≠ 0, by construction; where it is false, whether it is effective has to be found out. */
  readonly knownEffective: boolean;
}

/** Which composed rules are wanted. */
export interface RuleDemand {
  /** Number of parts; by default 1..4. */
  readonly parts: { readonly min: number; readonly max: number };
  /** `effective`: only rules that are effective by construction. By default `any`. */
  readonly known: 'effective' | 'any';
}

/** How many parts a rule has by default. */
const usualParts = { min: 1, max: 4 } as const;

/**
 * Learning rules composed at random from scaling, clipping, signs, masks, schedules, noise, momentum, normalisation,
 * matrices with positive definite symmetric part, rotations, projections and mixtures.
 *
 * Any composed rule shrinks, also one that was built from a stored description: to fewer parts, simpler numbers.
 *
 * @throws RangeError unless 0 ≤ min ≤ max ≤ 12 parts; TypeError where the demand is no object
 */
export const learningRules = (demand: Partial<RuleDemand> = {}): fc.Arbitrary<GeneratedRule> => {
  assertDemand('learningRules', demand, []);
  const { parts: { min, max } = usualParts, known = 'any' } = demand;
  if (!(Number.isInteger(min) && Number.isInteger(max) && min >= 0 && max >= min && max <= 12)) {
    throw new RangeError(
      `learningRules: parts must be integers with 0 ≤ min ≤ max ≤ 12, got min = ${min}, max = ${max}`,
    );
  }
  const fits = (rule: GeneratedRule): boolean => known === 'any' || rule.knownEffective;
  return directArbitrary<GeneratedRule>({
    draw(random) {
      const rule = drawRule(integerBetween(random, min, max), random);
      return fits(rule) ? rule : drawEffective(min, max, random);
    },
    isCase: (value): value is GeneratedRule =>
      typeof value === 'object' &&
      value !== null &&
      'description' in value &&
      isRuleDescription(value.description),
    rank: ({ description }) => descriptionRank(description),
    *simpler({ description }) {
      for (const simpler of simplerDescriptions(description)) {
        const rule = buildRule(simpler);
        if (fits(rule)) yield rule;
      }
    },
    *simplest() {
      for (const description of simplestDescriptions()) {
        const rule = buildRule(description);
        if (fits(rule)) yield rule;
      }
    },
  });
};

const drawRule = (size: number, random: Random): GeneratedRule =>
  buildRule(drawRuleDescription(size, random));

/** Compositions are drawn until one is known to be effective; about one in three is. */
const drawEffective = (min: number, max: number, random: Random): GeneratedRule => {
  for (;;) {
    const rule = drawRule(integerBetween(random, min, max), random);
    if (rule.knownEffective) return rule;
  }
};

/** The rule with this index in the sequence that belongs to a seed: one to four parts. Deterministic. */
export const generatedRule = (seed: number, index: number): GeneratedRule => {
  const random = seededRandom(seed, 'generated rule', index);
  const rule = drawRule(integerBetween(random, usualParts.min, usualParts.max), random);
  return { ...rule, name: `generated-${index}` };
};

/**
 * Δθ = η g, g as the description composes it from y = −∇L.
 *
 * @throws TypeError where it is no description of a rule
 */
export const buildRule = (description: RuleDescription): GeneratedRule => {
  if (!isRuleDescription(description)) {
    throw new TypeError(
      `buildRule: description must consist of known parts with their numbers in range, got ${JSON.stringify(description)}`,
    );
  }
  const formula = formulaOf(description);
  const knowledge = knowledgeOf(description);
  return {
    name: formula,
    source: `composed at random: Δθ = η · ${formula}, y = −∇L`,
    description,
    knownEffective: knowledge !== 'open' && knowledge !== 'uphill',
    init: (theta) => allocate(description, theta.length),
    update(context, state) {
      const memory = isMemory(state) ? state : allocate(description, context.gradient.length);
      const direction = evaluate(description, context, memory[Symbol.iterator]());
      return direction.map((value) => context.stepSize * value);
    },
    ...shownAs(formula),
  };
};

/** What fast-check prints for the rule in a counterexample. */
const shownAs = (formula: string): object => ({ [fc.toStringMethod]: () => formula });

const isMemory = (state: unknown): state is readonly Vector[] => Array.isArray(state);

/** The memory of all parts in the order in which `evaluate` meets them. */
const allocate = (rule: RuleDescription, dimension: number): readonly Vector[] => {
  if (rule.part === 'gradient') return [];
  if (rule.part === 'mixture') return rule.of.flatMap((part) => allocate(part, dimension));
  const own = Array.from({ length: parts[rule.part].memory }, () => new Float64Array(dimension));
  return [...allocate(rule.of, dimension), ...own];
};

const evaluate = (rule: RuleDescription, context: RuleContext, memory: Iterator<Vector>): Vector => {
  if (rule.part === 'gradient') return context.gradient.map((value) => -value);
  if (rule.part === 'mixture') {
    const first = evaluate(rule.of[0], context, memory);
    const second = evaluate(rule.of[1], context, memory);
    return first.map((value, i) => rule.weight * value + (1 - rule.weight) * second[i]!);
  }
  const x = evaluate(rule.of, context, memory);
  const part = parts[rule.part];
  const own = Array.from({ length: part.memory }, () => memory.next().value ?? new Float64Array(x.length));
  part.apply(x, rule.values, context, own);
  return x;
};
