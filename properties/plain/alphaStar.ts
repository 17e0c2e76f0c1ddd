import { scaledRatio, timesPowerOfTwo } from '../../src/linalg/scaled.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';

/** α* = ‖y‖/(‖g‖ cos ψ), Infinity or 0 where that is beyond the range of doubles. */
export const alphaStar = ({ gNorm, yNorm, cosine }: EffectivePair): number => {
  const { significand, exponent } = scaledRatio(yNorm, gNorm);
  return timesPowerOfTwo(significand / cosine, exponent);
};
