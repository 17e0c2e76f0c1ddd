import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { image } from '../generators/integers.ts';
import { type SpectralIntegers, spectralIntegers } from '../generators/spectralIntegers.ts';

const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

/** Equality in integers at g = √λmax·v_min + √λmin·v_max, the roots being integers by construction. */
const attained =
  (weights: (root: { least: number; greatest: number }) => readonly [number, number]) =>
  ({ matrix, eigenvalues, eigenvectors }: SpectralIntegers) => {
    const [least, greatest] = [Math.min(...eigenvalues), Math.max(...eigenvalues)];
    const [ofLeast, ofGreatest] = weights({ least: Math.sqrt(least), greatest: Math.sqrt(greatest) });
    const [u, v] = [
      eigenvectors[eigenvalues.indexOf(least)]!,
      eigenvectors[eigenvalues.lastIndexOf(greatest)]!,
    ];
    const g = u.map((value, i) => ofLeast * value + ofGreatest * v[i]!);
    const [update, y] = [g.map(BigInt), image(matrix, g).map(BigInt)];
    const [n, d] = [BigInt(greatest), BigInt(least)];
    const left = product(y, update) ** 2n * (n + d) ** 2n;
    return truth(left === 4n * n * d * product(y, y) * product(update, update));
  };

export default {
  id: 'X2-attained',
  claim: 'cos∠(g, Mg) = 2√κ/(1 + κ) at g = √λmax·v_min + √λmin·v_max.',
  source: 'X2',
  given: spectralIntegers({ dimension: { min: 2, max: 6 }, squares: true }),
  holds: attained(({ least, greatest }) => [greatest, least]),
  mutants: {
    'weights exchanged': attained(({ least, greatest }) => [least, greatest]),
    'equal weights': attained(() => [1, 1]),
    'λ for √λ': attained(({ least, greatest }) => [greatest ** 2, least ** 2]),
  },
} satisfies Claim<SpectralIntegers>;
