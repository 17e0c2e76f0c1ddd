import { loadRules } from '../../src/catalog/rules.ts';
import type { DeclaredRule, RuleContext } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';

const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** √vᵀv without over- or underflow of squares. */
const norm = (v: Vector): number => Math.hypot(...v);

/** −ηv as the rounded difference of parameters, the way an optimizer that changes θ in place is wrapped. */
const asDifference = ({ theta, stepSize }: RuleContext, direction: Vector): Vector =>
  theta.map((x, i) => x - stepSize * direction[i]! - x);

const everywhere = ['rests-at-zero-gradient', 'odd', 'translation-equivariant', 'history-determined'];
const downhill = ['first-step-descent', 'constant-signs'];
const bounded = ['constant-steps', 'saturates', 'step-size-linear'];
const steady = ['constant-steps', 'calibrated'];
const linear = ['scale-linear', 'step-size-linear', 'calibrated'];
const symmetric = ['permutation-equivariant', 'orthogonal-equivariant', 'skips-unused-parameter'];
const separate = ['block-separable', 'unrelated-parameter-invariant'];

/**
 * Rules that obey the laws that they claim in exact arithmetic, and only up to rounding in doubles: with reductions over
 * coordinates, thresholds, differences of parameters, other precisions.
 */
const roundingRules: readonly DeclaredRule[] = [
  {
    name: 'normalised',
    traits: [...everywhere, ...downhill, ...symmetric, ...bounded, 'scale-invariant', 'serialisable'],
    update: ({ gradient, stepSize }) => {
      const length = norm(gradient);
      return gradient.map((d) => (length === 0 ? 0 : (-stepSize * d) / length));
    },
  },
  {
    name: 'clipped by norm',
    traits: [...everywhere, ...downhill, ...symmetric, ...bounded, 'serialisable'],
    update: ({ gradient, stepSize }) => {
      const factor = stepSize / Math.max(1, norm(gradient));
      return gradient.map((d) => -factor * d);
    },
  },
  {
    name: 'momentum, dropped where it opposes the gradient',
    traits: [...everywhere, ...downhill, ...symmetric, ...linear, 'serialisable'],
    init: (theta) => new Float64Array(theta.length),
    update({ gradient, stepSize }: RuleContext, previous: Float64Array) {
      const keep = dot(previous, gradient) > 0 ? 0 : 0.9;
      const delta = gradient.map((d, i) => keep * previous[i]! - stepSize * d);
      return { delta, state: delta };
    },
  },
  {
    name: 'gradient descent as a difference of parameters',
    traits: [...everywhere, ...downhill, ...symmetric, ...separate, ...linear, 'serialisable'],
    update: (context) => asDifference(context, context.gradient),
  },
  {
    name: 'heavy ball as a difference of parameters',
    traits: [...everywhere, ...downhill, ...symmetric, ...separate, ...linear, 'serialisable'],
    init: (theta) => ({ velocity: new Float64Array(theta.length) }),
    update(context: RuleContext, { velocity }: { readonly velocity: Vector }) {
      const next = velocity.map((v, i) => 0.9 * v + context.gradient[i]!);
      return { delta: asDifference(context, next), state: { velocity: next } };
    },
  },
  {
    name: 'heavy ball in single precision',
    precision: 'float32',
    traits: [...everywhere, ...downhill, ...symmetric, ...separate, ...linear, 'serialisable'],
    init: (theta) => new Float32Array(theta.length),
    update({ gradient, stepSize }: RuleContext, previous: Float32Array) {
      const delta = Float32Array.from(gradient, (d, i) => 0.5 * previous[i]! - stepSize * d);
      return { delta, state: delta };
    },
  },
  {
    name: 'gradient without its part along the last step',
    traits: [...everywhere.filter((id) => id !== 'rests-at-zero-gradient'), ...symmetric, ...linear],
    init: (theta) => new Float64Array(theta.length),
    update({ gradient, stepSize }: RuleContext, last: Float64Array) {
      const square = dot(last, last);
      const part = square > 0 ? dot(last, gradient) / square : 0;
      const delta = gradient.map((d, i) => -stepSize * (d - part * last[i]!));
      return { delta, state: delta };
    },
  },
  {
    name: 'exponentiated gradient as it is written',
    domain: 'positive',
    traits: ['rests-at-zero-gradient', 'permutation-equivariant', ...separate, ...downhill, 'serialisable'],
    update: ({ theta, gradient, stepSize }) =>
      theta.map((x, i) => x * Math.exp(-stepSize * gradient[i]!) - x),
  },
  {
    name: 'backtracking on the loss',
    traits: [
      'rests-at-zero-gradient',
      'translation-equivariant',
      ...downhill,
      ...symmetric,
      ...steady,
      'serialisable',
    ],
    update({ theta, gradient, stepSize, time, loss }) {
      const start = loss.value(theta, time);
      const square = dot(gradient, gradient);
      for (let eta = stepSize; eta > 1e-12 * stepSize; eta /= 2) {
        const next = theta.map((x, i) => x - eta * gradient[i]!);
        if (loss.value(next, time) <= start - 1e-4 * eta * square) return gradient.map((d) => -eta * d);
      }
      return gradient.map(() => 0);
    },
  },
  {
    name: 'Polyak step',
    traits: [
      'rests-at-zero-gradient',
      'translation-equivariant',
      ...downhill,
      ...symmetric,
      ...steady,
      'serialisable',
    ],
    update({ theta, gradient, stepSize, time, loss }) {
      const square = dot(gradient, gradient);
      const gap = Math.max(0, loss.value(theta, time) - (loss.minimum ?? Number.NEGATIVE_INFINITY));
      const eta = square > 0 ? Math.min(stepSize, gap / square) : 0;
      return gradient.map((d) => -eta * d);
    },
  },
];

/** Every built-in rule that claims a law, and rules that obey it up to rounding only. */
export const rulesWithTrait = async (law: string): Promise<readonly DeclaredRule[]> =>
  [...(await loadRules()), ...roundingRules].filter(({ traits }) => traits?.includes(law));
