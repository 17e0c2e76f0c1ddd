import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { certifyMapsTo } from '../../src/certify/mapsTo.ts';
import { mapsToTolerance } from '../../src/certify/rounding.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { gamma } from '../../src/linalg/rounding.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Certificate } from '../../src/types/verdict.ts';
import { image, metricsWithUpdate } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { ofCertificates } from '../subjects/certificates.ts';

interface Case {
  readonly matrix: readonly (readonly number[])[];
  readonly g: readonly number[];
  readonly coordinate: number;
  /** What is added to one coordinate of y = M g, in units of what is allowed. */
  readonly excess: number;
}

type Certify = (matrix: Matrix, g: readonly number[], y: readonly number[]) => Certificate['status'];

/** γ (B|g|)ᵢ, B = |y||y|ᵀ/(yᵀg) + |S| + α(I + |g||g|ᵀ/(gᵀg)), written out. */
const allowance = ({ matrix, g }: Case, y: readonly number[], i: number): number => {
  const [yg, gg] = [plainDot(y, g), plainDot(g, g)];
  const S = matrix.map((row, k) => row.map((value, l) => value - (y[k]! * y[l]!) / yg));
  const trace = S.reduce((sum, row, k) => sum + row[k]!, 0);
  const alpha = g.length > 1 ? trace / (g.length - 1) : 0;
  const row = g.map(
    (gj, j) =>
      Math.abs(y[i]! * y[j]!) / yg +
      Math.abs(S[i]![j]!) +
      alpha * ((i === j ? 1 : 0) + Math.abs(g[i]! * gj) / gg),
  );
  return mapsToTolerance * plainDot(row, g.map(Math.abs));
};

/** y = M g is exact in integers; a coordinate of y off by less than is allowed is proved, by more refuted. */
const right = (certify: Certify) => (value: Case) => {
  const { matrix, g, excess } = value;
  const y = image(matrix, g);
  const i = value.coordinate % g.length;
  const moved = y.map((entry, k) => (k === i ? entry + excess * allowance(value, y, i) : entry));
  // Where nothing is allowed, as where gᵢ = yᵢ = 0, nothing was added either.
  const holds = Math.abs(excess) <= 1 || moved[i] === y[i];
  const status = certify(new Matrix(matrix.map((row) => [...row])), g, moved);
  return truth(status === (holds ? 'proved' : 'refuted'));
};

const error = (matrix: Matrix, g: readonly number[], y: readonly number[]): readonly number[] =>
  y.map((value, i) => Math.abs(plainDot(matrix.getRow(i), g) - value));

export default {
  id: 'C2-never-wrong',
  claim:
    'certifyMapsTo proves M g = y where the exact difference is within γ·B|g| in every coordinate, and refutes it elsewhere.',
  source: 'A5',
  given: fc
    .tuple(
      metricsWithUpdate({ min: 1, max: 6 }),
      fc.nat({ max: 5 }),
      // The rounding of y itself is a small part of what is allowed.
      fc.constantFrom(0, 0.3, -0.9, 0.9, 1.1, -1.1, 3, 1e6),
    )
    .map(([value, coordinate, excess]): Case => ({ ...value, coordinate, excess })),
  ...ofCertificates(({ mapsTo }) => right((matrix, g, y) => mapsTo(matrix, g, y).status)),
  mutants: {
    'γ_D |M||g|': right((matrix, g, y) => {
      const size = y.map((_, i) => plainDot(matrix.getRow(i).map(Math.abs), g.map(Math.abs)));
      return error(matrix, g, y).every((e, i) => e <= gamma(g.length) * size[i]!) ? 'proved' : 'refuted';
    }),
    'relative to ‖y‖': right((matrix, g, y) =>
      error(matrix, g, y).every((e) => e <= mapsToTolerance * Math.hypot(...y)) ? 'proved' : 'refuted',
    ),
    'exact equality only': right((matrix, g, y) =>
      certifyMapsTo(matrix, g, y).exact ? 'proved' : 'refuted',
    ),
    'M transposed times y': right((matrix, g, y) => certifyMapsTo(matrix, y, g).status),
  },
} satisfies Claim<Case>;
