import { Matrix } from 'ml-matrix';
import { certifyConditionNumber } from '../../src/certify/conditionNumber.ts';
import { certifyMapsTo } from '../../src/certify/mapsTo.ts';
import { certified, worst } from '../../src/checks/outcome/outcome.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { plainUpdateSlack } from '../rounding.ts';

/** (I − y gᵀ/(yᵀg)) b₀I (I − g yᵀ/(yᵀg)) + y yᵀ/(yᵀg). Source: Nocedal and Wright (2006), (6.13). */
const dfp = ({ g, y }: IntegerPair, start: number, reflected: boolean): Matrix => {
  const yg = plainDot(y, g);
  const size = g.length;
  const factor = new Matrix(g.map((gi, i) => y.map((yj, j) => (i === j ? 1 : 0) - (gi * yj) / yg)));
  const outer = new Matrix(y.map((yi) => y.map((yj) => (yi * yj) / yg)));
  const inner = reflected ? factor.mmul(factor.transpose()) : factor.transpose().mmul(factor);
  const matrix = inner.mul(start).add(outer);
  // The two halves of a product may differ in their last digit.
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix.set(i, j, matrix.get(j, i));
  return matrix;
};

const attains =
  (construct: (pair: IntegerPair, products: { yy: number; gg: number; yg: number }) => Matrix) =>
  (pair: IntegerPair) => {
    const { g, y } = pair;
    const matrix = construct(pair, { yy: plainDot(y, y), gg: plainDot(g, g), yg: plainDot(y, g) });
    const bound = minimumConditionNumber(effectivePair(g, y));
    return worst([
      certified(certifyMapsTo(matrix, g, y)),
      certified(certifyConditionNumber(matrix, bound * (1 + plainUpdateSlack(g.length, bound)))),
    ]);
  };

export default {
  id: 'X3-dfp',
  claim: 'The DFP update of (yᵀg/gᵀg) I for the secant pair (g, y) has the condition number κ*.',
  source: 'X3',
  given: integerPairs({ min: 2, max: 8 }),
  holds: attains((pair, { yg, gg }) => dfp(pair, yg / gg, false)),
  mutants: {
    'DFP update of α*I': attains((pair, { yy, yg }) => dfp(pair, yy / yg, false)),
    'DFP update of I': attains((pair) => dfp(pair, 1, false)),
    'factors exchanged': attains((pair, { yg, gg }) => dfp(pair, yg / gg, true)),
  },
} satisfies Claim<IntegerPair>;
