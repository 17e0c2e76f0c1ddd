import { atMost } from '../../src/checks/outcome/outcome.ts';
import { gridDot } from '../../src/linalg/gridDot.ts';
import { gridDotBound, unitRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim } from '../../src/types/claim.ts';
import { dot, fraction, subtract, toNumber } from '../exact/fraction.ts';
import { cancelling, type Factors } from '../generators/cancelling.ts';
import { plainDot } from '../plain/plainMetric.ts';

type Sum = (y: Float64Array, g: Float64Array, yNorm: number, gNorm: number) => number;

const bounded = (sum: Sum) => (value: Factors) => {
  const { g, y } = value;
  const [yNorm, gNorm] = [Math.sqrt(plainDot(y, y)), Math.sqrt(plainDot(g, g))];
  const computed = sum(y, g, yNorm, gNorm);
  const error = Math.abs(toNumber(subtract(fraction(computed), dot(y, g))));
  const allowed = gridDotBound(g.length, yNorm * gNorm) + 2 * unitRoundoff * Math.abs(computed);
  return atMost(error, allowed);
};

export default {
  id: 'P1-grid',
  claim: 'The inner product with heads on a grid is off by no more than its bound.',
  source: 'A1; Rump, Ogita and Oishi, SIAM J. Sci. Comput. 31 (2008)',
  given: cancelling,
  holds: bounded(gridDot),
  mutants: {
    'plain sum': bounded((y, g) => plainDot(y, g)),
    'a grid too coarse': bounded((y, g, yNorm, gNorm) => gridDot(y, g, 2 ** 12 * yNorm, 2 ** 12 * gNorm)),
    'a grid too fine': bounded((y, g, yNorm, gNorm) => gridDot(y, g, 2 ** -8 * yNorm, 2 ** -8 * gNorm)),
  },
} satisfies Claim<Factors>;
