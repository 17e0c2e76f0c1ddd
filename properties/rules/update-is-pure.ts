import fc from 'fast-check';
import { loadRules } from '../../src/catalog/rules.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { displacementOf } from '../../src/dynamics/output.ts';
import { parametersOf } from '../../src/dynamics/parameters.ts';
import { defaultHyperparameters } from '../../src/dynamics/trajectory.ts';
import { seededRandom } from '../../src/linalg/seeded.ts';
import logisticRegression from '../../src/losses/logisticRegression.ts';
import quadratic from '../../src/losses/quadratic.ts';
import rosenbrock from '../../src/losses/rosenbrock.ts';
import twoLayerLinearNetwork from '../../src/losses/twoLayerLinearNetwork.ts';
import adam from '../../src/rules/adam.ts';
import gradientDescent from '../../src/rules/gradientDescent.ts';
import heavyBall from '../../src/rules/heavyBall.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { LossFamily } from '../../src/types/loss.ts';
import type { DeclaredRule, RuleOutput } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';

const rules = await loadRules();

const families: readonly LossFamily[] = [twoLayerLinearNetwork, quadratic, rosenbrock, logisticRegression];

interface Case {
  readonly rule: number;
  readonly family: number;
  readonly seed: number;
  readonly steps: number;
}

const given: fc.Arbitrary<Case> = fc.record({
  rule: fc.nat(rules.length - 1),
  family: fc.nat(families.length - 1),
  seed: fc.nat(10_000),
  steps: fc.integer({ min: 1, max: 4 }),
});

const deltaOf = (output: RuleOutput, theta: Float64Array): Float64Array =>
  Float64Array.from(displacementOf(output, theta));

const stateOf = (output: RuleOutput, state: unknown): unknown => ('state' in output ? output.state : state);

const sameBits = (a: unknown, b: unknown): boolean => shown(a) === shown(b);

/** A text that differs wherever two values of plain data do, zeros by their sign as well. */
const shown = (value: unknown): string => fc.stringify(value);

/** The check on the rule of the case, or on a wrong one instead. */
const holdsFor =
  (wrong?: DeclaredRule) =>
  ({ rule: index, family: chosen, seed, steps }: Case): Outcome => {
    const rule = wrong ?? rules[index]!;
    // Only the first family has networks, which some rules cannot do without.
    const family = rule.contract?.losses ? families[0]! : families[chosen]!;
    const draw = seededRandom(seed);
    const loss = family.build(family.draw(3, draw));
    const theta = Float64Array.from({ length: loss.dimension }, () => draw() + 0.1);
    const hyperparameters = defaultHyperparameters(rule);
    const parameters = parametersOf(loss, rule.shapes ?? 'vector');
    const random = seededRandom(seed, 'init');
    let state: unknown = rule.init?.(theta, { random, loss, hyperparameters, parameters });
    for (let step = 0; step < steps; step++) {
      const call = (given: unknown): RuleOutput =>
        rule.update(
          {
            theta: theta.slice(),
            gradient: loss.gradient(theta),
            stepSize: 0.01,
            step,
            time: step * 0.01,
            random: seededRandom(seed, step),
            hyperparameters,
            loss,
            parameters,
          },
          given,
        );
      const before = structuredClone(state);
      const output = call(state);
      if (!sameBits(state, before)) return truth(false);
      const again = call(before);
      if (!sameBits(deltaOf(output, theta), deltaOf(again, theta))) return truth(false);
      state = stateOf(output, state);
      if (!sameBits(state, stateOf(again, before))) return truth(false);
      const delta = deltaOf(output, theta);
      for (let i = 0; i < theta.length; i++) theta[i]! += delta[i]!;
    }
    return truth(true);
  };

const counter = { calls: 0 };

/** Every built-in rule is a pure function of its context and state: called twice, the same bits, and nothing changed. */
const updateIsPure: Claim<Case> = {
  id: 'pure-update',
  claim: 'update(context, state) changes no state and gives the same bits for equal contexts and states',
  source: 'the interface of a rule: optax, a pair of pure functions',
  given,
  holds: holdsFor(),
  mutants: {
    'state changed in place': holdsFor({
      ...heavyBall,
      update({ gradient, stepSize }, state) {
        if (!(state instanceof Float64Array)) return gradient;
        for (let i = 0; i < state.length; i++) state[i] = 0.9 * state[i]! - stepSize * gradient[i]!;
        return { delta: state, state };
      },
    }),
    'a counter outside the state': holdsFor({
      ...gradientDescent,
      update({ gradient, stepSize }) {
        counter.calls++;
        return gradient.map((d) => (-stepSize * d) / counter.calls);
      },
    }),
    'a counter in the state that is changed in place': holdsFor({
      ...adam,
      init: () => ({ count: 0 }),
      update({ gradient, stepSize }, state) {
        if (typeof state === 'object' && state !== null && 'count' in state)
          state.count = Number(state.count) + 1;
        return gradient.map((d) => -stepSize * d);
      },
    }),
  },
};

export default updateIsPure;
