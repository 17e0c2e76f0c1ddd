import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactAngle } from '../exact/exactAngle.ts';
import { add, divide, fraction, multiply, one, relativeError } from '../exact/fraction.ts';
import { conditionTolerance } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

/**
 * tan(δ/2) = c/(1 + s), hence √κ* + 1/√κ* = ((1+s)² + c²)/(c(1+s)) = 2/c, and squared κ* + 1/κ* + 2 = 4/c²: an equation
 * in the exact c² without a root.
 */
const satisfies = (kappaOf: (pair: EffectivePair) => number) => (pair: EffectivePair) => {
  const kappa = fraction(kappaOf(pair));
  const sum = add(kappa, one);
  const left = divide(multiply(sum, sum), kappa);
  const { cosineSquared } = exactAngle(pair.g, pair.y);
  return atMost(relativeError(0.25, divide(one, multiply(left, cosineSquared))), conditionTolerance);
};

export default {
  id: 'P6-limit',
  claim: 'κ*·tan²(δ/2) = 1 at every angle, δ = π/2 − ψ: κ* = 1 at ψ = 0 and κ*δ² → 4 at 90°.',
  source: 'P6',
  given: effectivePairs({ dimension: { min: 1, max: 64 } }),
  ...ofMetrics(({ bound }) => satisfies(bound)),
  mutants: {
    '(1 + s)/(1 − s) near 90°': satisfies(({ sine }) => Math.min(1e300, (1 + sine) / (1 - sine))),
    'cot²(δ) for cot²(δ/2)': satisfies(({ sine, cosine }) => 1 + (sine / cosine) ** 2),
    'from ψ instead of δ': satisfies(({ angle }) =>
      Math.min(1e300, 1 / Math.tan((Math.PI / 2 - angle) / 2) ** 2),
    ),
  },
} satisfies Claim<EffectivePair>;
