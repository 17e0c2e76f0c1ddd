import { atMost } from '../../src/checks/outcome/outcome.ts';
import { compensatedDot } from '../../src/linalg/compensatedDot.ts';
import { compensatedDotBound, unitRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim } from '../../src/types/claim.ts';
import { dot, fraction, subtract, toNumber } from '../exact/fraction.ts';
import { cancelling, type Factors } from '../generators/cancelling.ts';
import { plainDot } from '../plain/plainMetric.ts';

const bounded = (sum: (y: Float64Array, g: Float64Array, norms: number) => number) => (value: Factors) => {
  const { g, y } = value;
  const norms = Math.sqrt(plainDot(y, y)) * Math.sqrt(plainDot(g, g));
  const computed = sum(y, g, norms);
  const error = Math.abs(toNumber(subtract(fraction(computed), dot(y, g))));
  const allowed = compensatedDotBound(g.length, norms) + 2 * unitRoundoff * Math.abs(computed);
  return atMost(error, allowed);
};

export default {
  id: 'P1-sum',
  claim: 'The compensated inner product is off by no more than its bound.',
  source: 'A1; Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26 (2005)',
  given: cancelling,
  holds: bounded(compensatedDot),
  mutants: {
    'plain sum': bounded((y, g) => plainDot(y, g)),
    'products in plain arithmetic': bounded((y, g) =>
      toNumber(
        dot(
          y.map((v, i) => v * g[i]!),
          y.map(() => 1),
        ),
      ),
    ),
    'single precision': bounded((y, g) => plainDot(y.map(Math.fround), g.map(Math.fround))),
  },
} satisfies Claim<Factors>;
