import { atMost } from '../../src/checks/outcome/outcome.ts';
import {
  enumerateNoise,
  expectedDrop,
  expectedUpdate,
  type NoisyUpdate,
} from '../../src/dynamics/expectation.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { dot, hessianTimes, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

const eta = 1 / 8;

/** Δ = −η (∇Lᵀξ) ξ with ξ ∈ {−1, 1}ᴰ: forward gradients, every outcome of which is known. */
const updates = ({ loss, start }: Member): readonly NoisyUpdate[] =>
  enumerateNoise({ draws: loss.dimension, levels: 2 }, (random) => {
    const xi = start.map(() => (random() < 1 / 2 ? -1 : 1));
    const slope = dot(loss.gradient(start), xi);
    return xi.map((sign) => -eta * slope * sign);
  });

/** E[L(θ')] − L(θ) = −η yᵀE[g] + ½η² E[gᵀHg]. */
const formula = (loss: Loss, theta: Vector, noisy: readonly NoisyUpdate[], curvature: number): number => {
  const y = negated(loss.gradient(theta));
  const first = -dot(y, expectedUpdate(noisy));
  const second = noisy.reduce(
    (sum, { probability, delta }) => sum + probability * dot(delta, hessianTimes(loss, delta)),
    0,
  );
  return first + curvature * second;
};

const holdsWith =
  (curvature: number): Holds<Member> =>
  (member) => {
    const { loss, start } = member;
    const noisy = updates(member);
    const { drop, bound } = expectedDrop(loss, start, noisy);
    const predicted = formula(loss, start, noisy, curvature);
    const largest = noisy.reduce((most, { delta }) => Math.max(most, dot(delta, delta)), 0);
    const size =
      Math.abs(loss.value(start)) + loss.smoothness! * (largest + dot(start, start)) + Math.abs(drop);
    return atMost(Math.abs(predicted + drop), formulaRoundoff(size) + bound);
  };

const claim: Claim<Member> = {
  id: 'P12-expectation',
  claim: 'on quadratics E[ΔL] = −η yᵀE[g] + ½η² E[gᵀHg], by enumeration of all outcomes',
  source: 'P12',
  given: members(({ facts, dimensions }) => facts.degree === 2 && !facts.timeVarying && dimensions.min <= 6),
  holds: holdsWith(1 / 2),
  mutants: {
    'first order only': holdsWith(0),
    'the whole second-order term': holdsWith(1),
  },
};

export default claim;
