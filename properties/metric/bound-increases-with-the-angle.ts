import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { ofMetrics } from '../subjects/metrics.ts';

interface Case {
  readonly adjacent: number;
  readonly opposite: number;
  readonly more: number;
}

/** y = (a, b) against g = (1, 0): tan ψ = b/a, and b + more is further off by at least one unit. */
const increases =
  (kappaOf: (pair: { cosine: number; sine: number }) => number) =>
  ({ adjacent, opposite, more }: Case) => {
    const near = effectivePair([1, 0], [adjacent, opposite]);
    const far = effectivePair([1, 0], [adjacent, opposite + more]);
    return truth(kappaOf(near) < kappaOf(far) && kappaOf(near) >= 1);
  };

export default {
  id: 'P6-increasing',
  claim: 'κ* is 1 at ψ = 0 and strictly increasing in ψ.',
  source: 'P6',
  given: fc.record({
    adjacent: fc.integer({ min: 1, max: 1000 }),
    opposite: fc.integer({ min: 0, max: 1e7 }),
    more: fc.integer({ min: 1, max: 100 }),
  }),
  ...ofMetrics(({ bound }) => increases(bound)),
  mutants: {
    '1/s for 1/c': increases(({ cosine, sine }) => ((1 + cosine) / sine) ** 2),
    'single precision': increases(({ sine }) => Math.fround((1 + sine) / (1 - Math.fround(sine)))),
    'sin 2ψ for sin ψ': increases(({ cosine, sine }) => 1 + 2 * sine * cosine),
  },
} satisfies Claim<Case>;
