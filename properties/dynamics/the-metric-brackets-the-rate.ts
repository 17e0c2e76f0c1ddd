import { truth } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import {
  type Drawn,
  drawn,
  drawSpectral,
  normalVector,
  type Spectral,
  sourceOf,
} from '../generators/drawn.ts';
import { dot } from '../plain/vectors.ts';

/** 1/λmax ≤ yᵀg/yᵀy ≤ 1/λmin at a random y, and equality at the eigenvectors of both ends. */
const holdsWith =
  (bracket: (spectral: Spectral) => readonly [number, number]): Holds<Drawn> =>
  (value) => {
    const random = sourceOf(value);
    const metric = drawSpectral(value.dimension, random, 30);
    const [low, high] = bracket(metric);
    const rate = (y: Float64Array): number => dot(y, metric.solve(y)) / dot(y, y);
    const order = [...metric.eigenvalues.keys()].sort(
      (a, b) => metric.eigenvalues[a]! - metric.eigenvalues[b]!,
    );
    const [fastest, slowest] = [rate(metric.axis(order[0]!)), rate(metric.axis(order.at(-1)!))];
    const inside = (r: number): boolean =>
      r >= low - formulaRoundoff(64 * low) && r <= high + formulaRoundoff(64 * high);
    const attained =
      Math.abs(fastest - high) <= formulaRoundoff(64 * fastest) &&
      Math.abs(slowest - low) <= formulaRoundoff(64 * 900 * slowest);
    return truth(inside(rate(normalVector(value.dimension, random))) && attained);
  };

const claim: Claim<Drawn> = {
  id: 'P16-bracket',
  claim: '1/λmax(M) ≤ yᵀg/yᵀy ≤ 1/λmin(M) for g = M⁻¹y, attained at the eigenvectors',
  source: 'P16',
  given: drawn(1, 8),
  holds: holdsWith(({ eigenvalues }) => [1 / Math.max(...eigenvalues), 1 / Math.min(...eigenvalues)]),
  mutants: {
    'the bracket of M in place of its inverse': holdsWith(({ eigenvalues }) => [
      Math.min(...eigenvalues),
      Math.max(...eigenvalues),
    ]),
    'a bracket a tenth too narrow': holdsWith(({ eigenvalues }) => [
      1.1 / Math.max(...eigenvalues),
      0.9 / Math.min(...eigenvalues),
    ]),
  },
};

export default claim;
