import fc from 'fast-check';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { gamma } from '../../src/linalg/rounding.ts';
import adadelta from '../../src/rules/adadelta.ts';
import adagrad from '../../src/rules/adagrad.ts';
import adam from '../../src/rules/adam.ts';
import adamW from '../../src/rules/adamW.ts';
import centredRmsprop from '../../src/rules/centredRmsprop.ts';
import gradientDescent from '../../src/rules/gradientDescent.ts';
import heavyBall from '../../src/rules/heavyBall.ts';
import linearFlow from '../../src/rules/linearFlow.ts';
import lion from '../../src/rules/lion.ts';
import lionDecay from '../../src/rules/lionDecay.ts';
import mirrorDescent from '../../src/rules/mirrorDescent.ts';
import nesterov from '../../src/rules/nesterov.ts';
import preconditionedDescent from '../../src/rules/preconditionedDescent.ts';
import rmsprop from '../../src/rules/rmsprop.ts';
import signDescent from '../../src/rules/signDescent.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import * as definitions from '../exact/definitions.ts';
import { displacementAfter } from '../exact/displacementAfter.ts';
import { fixed, toNumber } from '../exact/fixedPoint.ts';
import type { Definition } from '../exact/history.ts';

const pairs: readonly (readonly [DeclaredRule, Definition])[] = [
  [adadelta, definitions.adadelta],
  [adagrad, definitions.adagrad],
  [adam, definitions.adam],
  [adamW, definitions.adamW],
  [centredRmsprop, definitions.centredRmsprop],
  [gradientDescent, definitions.gradientDescent],
  [heavyBall, definitions.heavyBall],
  [linearFlow, definitions.linearFlow],
  [lion, definitions.lion],
  [lionDecay, definitions.lionDecay],
  [mirrorDescent, definitions.mirrorDescent],
  [nesterov, definitions.nesterov],
  [preconditionedDescent, definitions.preconditionedDescent],
  [rmsprop, definitions.rmsprop],
  [signDescent, definitions.signDescent],
];

interface Case {
  readonly index: number;
  readonly theta: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly stepSize: number;
  /** Where each hyperparameter lies between its bounds, in [0, 1]; null for its default. */
  readonly knobs: readonly (number | null)[];
}

/** Multiples of a thousandth: short in decimals, so that hardly any is a dyadic number. */
const thousandths = (limit: number): fc.Arbitrary<number> =>
  fc.integer({ min: -limit, max: limit }).map((n) => n / 1000);

const given: fc.Arbitrary<Case> = fc
  .record({
    index: fc.nat(pairs.length - 1),
    columns: fc.array(
      fc.record({
        theta: thousandths(3000),
        gradients: fc.array(thousandths(4000), { minLength: 7, maxLength: 7 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    steps: fc.integer({ min: 1, max: 7 }),
    scale: fc.constantFrom(1, 1e-3, 1e4),
    stepSize: fc.constantFrom(1, 0.1, 0.001, 2.5),
    knobs: fc.array(fc.option(fc.constantFrom(0, 0.1, 0.5, 0.7, 1)), { minLength: 4, maxLength: 4 }),
  })
  .map(({ index, columns, steps, scale, stepSize, knobs }) => ({
    index,
    theta: columns.map(({ theta }) => (pairs[index]?.[0].domain === 'positive' ? Math.abs(theta) : theta)),
    gradients: Array.from({ length: steps }, (_, k) =>
      columns.map(({ gradients }) => (pairs[index]?.[0].domain === 'positive' ? 1 : scale) * gradients[k]!),
    ),
    stepSize,
    knobs,
  }));

/** The check, with some rules replaced by wrong ones. */
const holdsWith =
  (replaced: Readonly<Record<string, (right: DeclaredRule) => DeclaredRule>>) =>
  ({ index, theta, gradients, stepSize, knobs }: Case): Outcome => {
    const [right, definition] = pairs[index]!;
    const rule = replaced[right.name]?.(right) ?? right;
    const hyperparameters = Object.fromEntries(
      Object.entries(right.hyperparameters ?? {}).map(([name, range], k) => {
        const at = knobs[k] ?? null;
        return [name, at === null ? range.default : range.min + at * (range.max - range.min)];
      }),
    );
    const delta = displacementAfter(rule, { theta, gradients, stepSize, hyperparameters });
    const history = {
      theta: theta.map(fixed),
      gradients: gradients.map((gradient) => gradient.map(fixed)),
      stepSize: fixed(stepSize),
      hyperparameters: Object.fromEntries(
        Object.entries(hyperparameters).map(([name, value]) => [name, fixed(value)]),
      ),
    };
    return worst(
      Array.from(delta, (d, i) => {
        const exact = definition(history, i);
        const error = Math.abs(toNumber(fixed(d) - exact.delta));
        return atMost(error, gamma(exact.roundings) * toNumber(exact.magnitude));
      }),
    );
  };

const withKnob =
  (name: string, change: (value: number) => number) =>
  (right: DeclaredRule): DeclaredRule => ({
    ...right,
    update: (context, state) =>
      right.update(
        {
          ...context,
          hyperparameters: {
            ...context.hyperparameters,
            [name]: change(context.hyperparameters[name]!),
          },
        },
        state,
      ),
  });

/** Fifteen rules against their papers' formulas, unrolled over the history and evaluated with 512 bits. */
const agreesWithExactTransitions: Claim<Case> = {
  id: 'transitions',
  claim:
    'each deterministic rule of the gradient history moves as its defining formula says, to the last digits',
  source: 'the papers that the rules name; rounding errors by the standard model',
  given,
  holds: holdsWith({}),
  mutants: {
    'Adam with ε = 0': holdsWith({ adam: withKnob('epsilon', () => 0) }),
    'Adam without its first bias correction': holdsWith({
      adam: (right) => ({
        ...right,
        update: (context, state) => {
          const output = right.update(context, state);
          if (!('delta' in output)) return output;
          const factor = 1 - context.hyperparameters.beta1! ** (context.step + 1);
          return { ...output, delta: Float64Array.from(output.delta, (d) => d * factor) };
        },
      }),
    }),
    'heavy ball with 1 % more momentum': holdsWith({ 'heavy-ball': withKnob('momentum', (b) => 1.01 * b) }),
    'Nesterov as heavy ball': holdsWith({ nesterov: () => heavyBall }),
    'AdamW without decay': holdsWith({ adamw: withKnob('weightDecay', () => 0) }),
    'Lion with its two averages exchanged': holdsWith({ lion: withKnob('beta2', (beta) => 1 - beta) }),
    'centred RMSProp without centring': holdsWith({ 'centred-rmsprop': () => rmsprop }),
    'Adadelta whose averages forget faster': holdsWith({ adadelta: withKnob('decay', (rho) => rho ** 2) }),
    'mirror descent to first order': holdsWith({
      'mirror-descent': (right) => ({
        ...right,
        update: ({ theta, gradient, stepSize }) => theta.map((x, i) => -stepSize * x * gradient[i]!),
      }),
    }),
    'preconditioner of the opposite correlation': holdsWith({
      'preconditioned-descent': withKnob('correlation', (r) => -r),
    }),
    'a linear flow with the transposed matrix': holdsWith({
      'linear-flow': (right) => ({
        ...right,
        update: ({ theta, stepSize, hyperparameters }) =>
          theta.map((x, i) => stepSize * (hyperparameters.coupling! * (theta[i - 1] ?? 0) - x)),
      }),
    }),
  },
};

export default agreesWithExactTransitions;
