import fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { seededRandom } from '../../src/linalg/seeded.ts';
import { type EffectivePair, effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactMatrix } from '../exact/exactMetric.ts';
import { inertia } from '../exact/inertia.ts';
import { generalPairs } from '../generators/generalPairs.ts';
import { plainFamily } from '../plain/plainMetric.ts';
import { ofMetrics } from '../subjects/metrics.ts';

/** π/2 − ψ from which on a dense form has to be handed out, at any dimension; below, it may be refused. */
const promised = 1e-7;

const definite = (matrix: Matrix): boolean => {
  const { n } = exactMatrix(matrix);
  const symmetric = n.every((row, i) => row.every((value, j) => value === n[j]![i]!));
  return symmetric && inertia(n).positive === n.length;
};

const definiteOrRefused = (construct: (pair: EffectivePair) => Matrix) => (pair: EffectivePair) => {
  let matrix: Matrix;
  try {
    matrix = construct(pair);
  } catch (error) {
    const named = error instanceof RangeError && error.message.includes(`${pair.angle} rad`);
    return truth(named && pair.cosine < promised);
  }
  return truth(definite(matrix));
};

/** Pairs on either side of the limit at which rounding makes a dense metric indefinite. */
const nearTheLimit = fc
  .tuple(
    generalPairs({ dimension: { min: 2, max: 6 }, tangent: { min: 5, max: 11 }, scale: 20 }),
    fc.integer(),
  )
  .map(([pair, seed]) => {
    // One pair in four with few digits, where a matrix may even be singular.
    if (seededRandom(seed, 'short')() > 0.25) return pair;
    const [g, y] = [pair.g.map(Math.fround), pair.y.map(Math.fround)];
    const { sign } = pairGeometry(g, y);
    return sign === 0 ? pair : effectivePair(g, sign > 0 ? y : y.map((value) => -value));
  });

export default {
  id: 'P4-dense',
  claim:
    'A dense form is bitwise symmetric and positive definite in exact arithmetic, or refused with its angle; above π/2 − ψ = 1e-7 it is never refused.',
  source: 'A3',
  given: nearTheLimit,
  ...ofMetrics(({ optimal }) => definiteOrRefused((pair) => optimal(pair).toDense())),
  mutants: {
    'plain arithmetic without a proof': definiteOrRefused((pair) => plainFamily(pair, 1)),
    'refused from 1e-5 on': definiteOrRefused((pair) => {
      if (pair.cosine < 1e-5) throw new RangeError(`too close at ${pair.angle} rad`);
      return optimalMetric(pair).toDense();
    }),
    'one entry off by a unit': definiteOrRefused((pair) => {
      const matrix = optimalMetric(pair).toDense();
      return matrix.set(0, 1, matrix.get(0, 1) * (1 + 2 ** -52));
    }),
  },
} satisfies Claim<EffectivePair>;
