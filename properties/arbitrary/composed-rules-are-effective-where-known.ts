import fc from 'fast-check';
import { buildRule, type GeneratedRule } from '../../src/arbitrary/rule/rule.ts';
import type { RuleDescription } from '../../src/arbitrary/rule/ruleDescription.ts';
import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import { runTrajectory } from '../../src/dynamics/trajectory.ts';
import { exactDot } from '../../src/linalg/exact.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { ofGenerator } from '../subjects/generators.ts';

/** A loss of constant gradient −y. */
const constantGradient = (y: Float64Array): Loss => ({
  name: 'linear',
  dimension: y.length,
  facts: { convex: true, smooth: true, network: false, stochastic: false, timeVarying: false, degree: 1 },
  value: (theta) => -theta.reduce((sum, x, i) => sum + x * y[i]!, 0),
  gradient: () => y.map((x) => -x),
  roundoff: () => ({ value: 0, gradient: new Float64Array(y.length) }),
});

/** Each of three steps has yᵀΔθ > 0, exactly. */
const goesDown = (rule: GeneratedRule, y: readonly number[], seed: number): Outcome => {
  const negativeGradient = Float64Array.from(y);
  const theta = new Float64Array(y.length);
  const run = runTrajectory(rule, constantGradient(negativeGradient), {
    theta,
    stepSize: 1,
    steps: 3,
    seed,
    hyperparameters: {},
  });
  if (y.every((x) => x === 0)) return vacuous();
  return truth(
    run.end === 'completed' && run.steps.every(({ delta }) => exactDot(negativeGradient, delta).integer > 0n),
  );
};

interface Case {
  readonly rule: GeneratedRule;
  readonly y: readonly number[];
  readonly seed: number;
}

const around = ({ rule, y, seed }: Case, wrap: (of: RuleDescription) => RuleDescription): Outcome =>
  goesDown(buildRule(wrap(rule.description)), y, seed);

const claim: Claim<Case> = {
  id: 'G9-composed',
  claim:
    'A composed rule that is said to be effective by construction has yᵀΔθ > 0 at every step away from y = 0.',
  source:
    'xᵀPx > 0 for matrices with positive definite symmetric part; sign-keeping maps; sums of effective directions',
  ...ofGenerator('learningRules', (rules) => ({
    given: fc.record({
      rule: rules({ parts: { min: 0, max: 5 }, known: 'effective' }),
      y: fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 12 }),
      seed: fc.nat(),
    }),
    holds: ({ rule, y, seed }) => goesDown(rule, y, seed),
  })),
  mutants: {
    'turned by more than 90°': (one) => around(one, (of) => ({ part: 'turn', values: { angle: 120 }, of })),
    'signs of a turned direction': (one) =>
      around(one, (of) => ({ part: 'sign', values: {}, of: { part: 'turn', values: { angle: 80 }, of } })),
    'a mask, which may rest': (one) => around(one, (of) => ({ part: 'mask', values: { period: 2 }, of })),
    'additive noise': (one) => around(one, (of) => ({ part: 'noise', values: { size: 10 }, of })),
    'preconditioned after a diagonal': (one) =>
      around(one, (of) => ({
        part: 'precondition',
        values: { condition: 1e6, skew: 0.01 },
        of: { part: 'diagonal', values: { ratio: 1000 }, of },
      })),
  },
};

export default claim;
