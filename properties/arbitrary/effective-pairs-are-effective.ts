import { effectivePairs } from '../../src/arbitrary/pair.ts';
import { exactDot } from '../../src/linalg/exact.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { outcomeOf } from './parts/outcome.ts';

/** yᵀg > 0 in integers: the generator itself evaluates no inner product. */
const isEffective = (g: Float64Array, y: Float64Array): Outcome => outcomeOf(exactDot(y, g).integer > 0n);

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** A unit vector at the angle ψ from g towards y, as one would write it down. */
const byCosine = ({ g, y, cosine, sine }: EffectivePair): Float64Array => {
  const [gg, yg] = [dot(g, g), dot(y, g)];
  const h = y.map((value, i) => value - (yg / gg) * g[i]!);
  const [gNorm, hNorm] = [Math.sqrt(gg), Math.sqrt(dot(h, h))];
  return g.map((value, i) => (cosine * value) / gNorm + (hNorm > 0 ? (sine * h[i]!) / hNorm : 0));
};

const claim: Claim<EffectivePair> = {
  id: 'G1-effective',
  claim: 'Every generated effective pair has yᵀg > 0, exactly, at every angle and magnitude.',
  source: 'P1',
  given: effectivePairs({ dimension: { min: 1, max: 64 } }),
  holds: ({ g, y }) => isEffective(g, y),
  mutants: {
    'made of cos ψ and sin ψ in doubles': (pair) => isEffective(pair.g, byCosine(pair)),
    'scaled by a power of ten after the angle is set': ({ g, y }) =>
      isEffective(
        g.map((x) => x * 1e-200),
        y.map((x) => x * 1e-200),
      ),
    'turned around': ({ g, y }) =>
      isEffective(
        g,
        y.map((x) => -x),
      ),
  },
};

export default claim;
