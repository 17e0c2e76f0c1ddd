import { Matrix } from 'ml-matrix';
import { certifyPositiveDefinite } from '../../src/certify/positiveDefinite.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type IntegerPair, image, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';

interface Products {
  readonly yy: number;
  readonly gg: number;
  readonly yg: number;
}

/** (gᵀg)²·(I + (r gᵀ + g rᵀ)/(gᵀg) − (gᵀr) g gᵀ/(gᵀg)²), r = y − g: integers, all below 2⁵³. */
const update = ({ g, y }: IntegerPair, { gg, yg }: Products): readonly (readonly number[])[] => {
  const r = y.map((value, i) => value - g[i]!);
  return g.map((gi, i) =>
    g.map((gj, j) => (i === j ? gg * gg : 0) + gg * (r[i]! * gj + gi * r[j]!) - (yg - gg) * gi * gj),
  );
};

/** The certificate on the integer matrix against a condition in integers. */
const decides = (condition: (products: Products) => boolean) => (pair: IntegerPair) => {
  const products = {
    yy: plainDot(pair.y, pair.y),
    gg: plainDot(pair.g, pair.g),
    yg: plainDot(pair.y, pair.g),
  };
  const matrix = update(pair, products);
  const maps = image(matrix, pair.g).every((value, i) => value === products.gg ** 2 * pair.y[i]!);
  const { status } = certifyPositiveDefinite(new Matrix(matrix.map((row) => [...row])));
  return truth(maps && status === (condition(products) ? 'proved' : 'refuted'));
};

export default {
  id: 'X8',
  claim:
    'The Powell-symmetric-Broyden update of I maps g to y, and is positive definite iff c > a s², a = ‖y‖/‖g‖.',
  source: 'X8',
  given: integerPairs({ min: 2, max: 6 }),
  // c > a s² times ‖y‖‖g‖·gᵀg: yᵀg gᵀg > yᵀy gᵀg − (yᵀg)².
  holds: decides(({ yy, gg, yg }) => yg * gg > yy * gg - yg * yg),
  mutants: {
    'always, as yᵀg > 0': decides(({ yg }) => yg > 0),
    'c > a s': decides(({ yy, gg, yg }) => yg ** 2 * gg > yy * (yy * gg - yg * yg)),
    'c² > s²': decides(({ yy, gg, yg }) => 2 * yg * yg > yy * gg),
  },
} satisfies Claim<IntegerPair>;
