import { describe, expect, it } from 'vitest';
import { loadFamilies } from '../../catalog/losses.ts';
import { runAtOnce } from '../../dynamics/running.ts';
import { roundAll } from '../../linalg/precision.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { LearningRule, Precision, RuleContext } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import { type Elsewhere, triedElsewhere } from './elsewhere.ts';

const families = await loadFamilies();
const quadratic = families.find(({ name }) => name === 'quadratic')!;
const bowl = quadratic.build({ spectrum: [1, 1], rotation: null, centre: [0, 0] });

/** A rule that hands back θ + Δ, rounded. */
const stored = (
  precision: Precision,
  displacement: (context: RuleContext) => readonly number[],
  rest: Partial<LearningRule> = {},
): LearningRule => ({
  precision,
  update: (context) => {
    const delta = displacement(context);
    const sum = context.theta.map((x, i) => x + delta[i]!);
    return { theta: roundAll(sum, precision) };
  },
  ...rest,
});

const tried = (rule: LearningRule, theta: readonly number[] = [1, 1], stepSize = 2 ** -30): Elsewhere => {
  const scenario = {
    loss: { family: 'quadratic', parameters: null },
    theta: [...theta],
    stepSize,
    steps: 4,
    seed: 0,
    hyperparameters: {},
  };
  const setting: Setting = { rule: completeRule({ name: 'a rule', ...rule }), loss: bowl, scenario };
  return runAtOnce(triedElsewhere(setting));
};

const descent = ({ gradient, stepSize }: RuleContext): readonly number[] =>
  Array.from(gradient, (d) => -stepSize * d);
const still = ({ gradient }: RuleContext): readonly number[] => Array.from(gradient, () => 0);

describe('triedElsewhere(setting)', () => {
  it('sees a rule move at θ = 0 whose steps are lost beside θ₀', () => {
    expect(tried(stored('float32', descent, { stepSize: 'internal' }))).toBe('moves');
  });

  it('sees a rule move with larger steps, as far as they are promised', () => {
    const nowhereAtZero = (context: RuleContext): readonly number[] =>
      context.theta.every((x) => x === 0) ? [0, 0] : descent(context);
    expect(tried(stored('float32', nowhereAtZero))).toBe('moves');
    const contract = { maxStepSize: () => 2 ** -29 };
    expect(tried(stored('float32', nowhereAtZero, { contract }))).toBe('rests');
    expect(tried(stored('float32', still, { contract }))).toBe('rests');
  });

  it('excuses no rule by what it does at θ = 0 where θ₀ could hold that as well', () => {
    const onlyAtZero = ({ theta }: RuleContext): readonly number[] =>
      theta.every((x) => x === 0) ? [0.5, 0.5] : [0, 0];
    expect(tried(stored('float32', onlyAtZero))).toBe('rests');
  });

  it.each(['float64', 'float32', 'bfloat16', 'float16'] as const)(
    'finds a dead rule at rest in %s',
    (given) => {
      expect(tried(stored(given, still))).toBe('rests');
      expect(tried(stored(given, still), [0, 1])).toBe('rests');
    },
  );

  it('tries what is relative to θ from θ = 1, where sixteen bits start at 0', () => {
    const relative = ({ theta, gradient, stepSize }: RuleContext): readonly number[] =>
      Array.from(theta, (x, i) => -stepSize * Math.abs(x) * gradient[i]!);
    expect(tried(stored('float16', relative), [0, 0])).toBe('rests');
    const slope = { ...bowl, gradient: () => Float64Array.of(1, 1) };
    const scenario = {
      loss: { family: 'quadratic', parameters: null },
      theta: [0, 0],
      stepSize: 1,
      steps: 4,
      seed: 0,
      hyperparameters: {},
    };
    const rule = completeRule({ name: 'relative', ...stored('float16', relative) });
    expect(runAtOnce(triedElsewhere({ rule, loss: slope, scenario }))).toBe('moves');
  });

  it('can try neither of a rule that chooses its own step on a positive domain', () => {
    expect(tried(stored('float32', still, { stepSize: 'internal', domain: 'positive' }))).toBe('untried');
  });

  it('counts code that fails elsewhere as untried', () => {
    const failing = ({ theta, stepSize }: RuleContext): readonly number[] => {
      if (theta.every((x) => x === 0) || stepSize > 2 ** -30) throw new RangeError('no');
      return [0, 0];
    };
    expect(tried(stored('float32', failing))).toBe('untried');
  });
});
