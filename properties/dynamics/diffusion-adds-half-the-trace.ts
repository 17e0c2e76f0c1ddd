import { atMost } from '../../src/checks/outcome/outcome.ts';
import { enumerateNoise, expectedDrop } from '../../src/dynamics/expectation.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { drawSpectral, sourceOf } from '../generators/drawn.ts';
import { dot, hessian, hessianTimes } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

const tau = 2 ** -6;

/** One step of θ' = θ + g τ + √τ σ ξ, ξ ∈ {−1, 1}ᴰ, has the mean and covariance of the diffusion over τ. */
const holdsWith =
  (traceShare: number): Holds<Member> =>
  ({ loss, start, other, coordinate }) => {
    const sigma = drawSpectral(loss.dimension, sourceOf({ dimension: loss.dimension, seed: coordinate }), 2);
    const noisy = enumerateNoise({ draws: loss.dimension, levels: 2 }, (random) => {
      const xi = start.map(() => (random() < 1 / 2 ? -1 : 1));
      return sigma.apply(xi).map((entry, i) => tau * other[i]! + Math.sqrt(tau) * entry);
    });
    const { drop, bound } = expectedDrop(loss, start, noisy);
    const slope = dot(loss.gradient(start), other);
    const rows = hessian(loss);
    let trace = 0;
    for (let i = 0; i < loss.dimension; i++) {
      const column = sigma.apply(new Float64Array(loss.dimension).fill(1, i, i + 1));
      trace += rows.reduce((sum, row, k) => sum + column[k]! * dot(row, column), 0);
    }
    // Over a finite τ the drift has its own second-order term, which is no part of the generator.
    const second = (tau * dot(other, hessianTimes(loss, other))) / 2;
    const rate = -drop / tau - second;
    const size = Math.abs(slope) + Math.abs(trace) + second + (Math.abs(loss.value(start)) + 1) / tau;
    return atMost(
      Math.abs(rate - (slope + traceShare * trace)),
      formulaRoundoff(64 * size) + (2 * bound) / tau,
    );
  };

const claim: Claim<Member> = {
  id: 'P12-diffusion',
  claim: 'along dθ = g dt + σ dB the expected loss changes at the rate −yᵀg + ½ tr(σσᵀH)',
  source: 'P12; Itô’s formula, on quadratics with noise of finite support',
  given: members(({ name }) => name === 'quadratic' || name === 'saddle-quadratic'),
  holds: holdsWith(1 / 2),
  mutants: { 'without the trace': holdsWith(0), 'the whole trace': holdsWith(1) },
};

export default claim;
