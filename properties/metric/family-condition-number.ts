import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { familyMetric } from '../../src/metric/family.ts';
import type { Claim } from '../../src/types/claim.ts';
import {
  add,
  divide,
  dot,
  type Fraction,
  fraction,
  multiply,
  one,
  relativeError,
} from '../exact/fraction.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { conditionTolerance } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  readonly alpha: number;
}

/** κ + 1/κ + 2 = (κ + 1)²/κ against (α + α*)²/(α yᵀg/gᵀg), both exact in the κ and α at hand. */
const satisfies =
  (
    family: Metrics['family'],
    right: (terms: { alpha: Fraction; yy: Fraction; gg: Fraction; yg: Fraction }) => Fraction,
  ) =>
  ({ g, y, alpha }: Case) => {
    const kappa = fraction(family(effectivePair(g, y), alpha).conditionNumber);
    const sum = add(kappa, one);
    const left = divide(multiply(sum, sum), kappa);
    const terms = { alpha: fraction(alpha), yy: dot(y, y), gg: dot(g, g), yg: dot(y, g) };
    const ratio = divide(left, right(terms));
    return atMost(relativeError(1, ratio), conditionTolerance);
  };

const square = (x: Fraction): Fraction => multiply(x, x);

export default {
  id: 'P4-condition-number',
  claim: 'κ(M(α)) + 1/κ(M(α)) + 2 = (α + α*)²/(α yᵀg/gᵀg).',
  source: 'P4',
  given: fc
    .tuple(integerPairs({ min: 2, max: 12 }), fc.double({ min: -6, max: 6, noNaN: true }))
    .map(([pair, exponent]): Case => ({ ...pair, alpha: 10 ** exponent })),
  ...ofMetrics(({ family }) =>
    satisfies(family, ({ alpha, yy, gg, yg }) =>
      divide(square(add(alpha, divide(yy, yg))), multiply(alpha, divide(yg, gg))),
    ),
  ),
  mutants: {
    'yᵀg/gᵀg for α*': satisfies(familyMetric, ({ alpha, gg, yg }) =>
      divide(square(add(alpha, divide(yg, gg))), multiply(alpha, divide(yg, gg))),
    ),
    'α² for α': satisfies(familyMetric, ({ alpha, yy, gg, yg }) =>
      divide(square(add(alpha, divide(yy, yg))), multiply(square(alpha), divide(yg, gg))),
    ),
  },
} satisfies Claim<Case>;
