import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { integrateFlow } from '../flow/flow.ts';
import { lossRate } from '../flow/lossRate.ts';
import { drawSpectral, normalVector, sourceOf } from '../generators/drawn.ts';
import { dot, negated } from '../plain/vectors.ts';
import { flowAccuracy } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

interface Case {
  readonly member: Member;
  /** Of the field. */
  readonly seed: number;
}

/**
 * θ̇ = (P + S)y/(1 + ‖y‖²) with S skew, a rule that turns. P is positive definite in half of the cases, so that it never
 * goes uphill; in the others its first eigenvalue has the other sign, and it does where y is near that axis.
 */
const fieldOf = ({ member: { loss }, seed }: Case): ((theta: Vector) => Vector) => {
  const random = sourceOf({ dimension: loss.dimension, seed });
  const metric = drawSpectral(loss.dimension, random, 3);
  const [a, b] = [normalVector(loss.dimension, random), normalVector(loss.dimension, random)];
  const axis = metric.axis(0);
  const flipped = random() < 1 / 2 ? 2 / metric.eigenvalues[0]! : 0;
  return (theta) => {
    const y = negated(loss.gradient(theta));
    const [ay, by, along] = [dot(a, y), dot(b, y), flipped * dot(axis, y)];
    const scale = 1 / (1 + dot(y, y));
    return metric.solve(y).map((entry, i) => scale * (entry - along * axis[i]! + a[i]! * by - b[i]! * ay));
  };
};

/** The integral of `rate` along the flow is the drop of the loss between its ends. */
const holdsWith =
  (rate: (loss: Loss, theta: Vector, g: Vector) => number): Holds<Case> =>
  (value) => {
    const { loss, start } = value.member;
    const field = fieldOf(value);
    const size = loss.dimension;
    const initial = new Float64Array(size + 1);
    initial.set(start);
    const points = integrateFlow({
      field(state) {
        const theta = state.slice(0, size);
        const g = field(theta);
        const slope = new Float64Array(size + 1);
        slope.set(g);
        slope[size] = rate(loss, theta, g);
        return slope;
      },
      initial,
      duration: 1 / 2,
      intervals: 1,
      tolerance: 1e-9,
    });
    const end = points.at(-1)!.state;
    const change = loss.value(end.slice(0, size)) - loss.value(start);
    const allowed = flowAccuracy(
      1e-9,
      Math.abs(loss.value(start)) + Math.abs(loss.value(end.slice(0, size))) + 1,
    );
    return atMost(Math.abs(change - end[size]!), allowed);
  };

const claim: Claim<Case> = {
  id: 'P7-rate',
  claim: 'along θ̇ = g the loss changes at the rate −yᵀg, so that it falls iff the pair is effective',
  source: 'P7; both integrated by an adaptive extrapolation method',
  given: fc.record({
    member: members(({ name }) =>
      [
        'quadratic',
        'saddle-quadratic',
        'styblinski-tang',
        'logistic-regression',
        'softmax-cross-entropy',
      ].includes(name),
    ),
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  }),
  holds: holdsWith((loss, theta, g) => lossRate(loss, theta, g).rate),
  mutants: {
    'the rate of gradient descent': holdsWith((loss, theta) => {
      const y = loss.gradient(theta);
      return -dot(y, y) / (1 + dot(y, y));
    }),
    'the other sign': holdsWith((loss, theta, g) => -lossRate(loss, theta, g).rate),
    'downhill wherever it goes': holdsWith((loss, theta, g) => -Math.abs(lossRate(loss, theta, g).rate)),
    'g in place of θ̇, uphill and down': holdsWith((loss, theta, g) =>
      Math.abs(loss.gradient(theta).reduce((sum, entry, i) => sum + Math.abs(entry * g[i]!), 0)),
    ),
  },
};

export default claim;
