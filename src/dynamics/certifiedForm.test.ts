import { describe, expect, it } from 'vitest';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { effectivePair } from '../metric/effectivePair.ts';
import { certifyForm } from './certifiedForm.ts';

const vector = (dimension: number, seed: number): Float64Array => {
  const random = seededRandom(seed);
  return Float64Array.from({ length: dimension }, () => standardNormal(random));
};

describe('certifyForm(pair, inFull)', () => {
  it('proves dense metrics up to eight dimensions and matrix-free ones beyond', () => {
    for (const dimension of [1, 2, 8, 9, 64, 512]) {
      const y = vector(dimension, dimension);
      const g = vector(dimension, -dimension).map((value, i) => value + 2 * y[i]!);
      const { margin, doubt } = certifyForm(effectivePair(g, y), true);
      expect(doubt).toBeUndefined();
      expect(margin).toBeGreaterThan(0);
    }
  });

  it('goes on without a dense metric where the angle is too close to 90° for one', () => {
    const { margin, conditionNumber } = certifyForm(effectivePair([1, 1e-12], [0, 1]), true);
    expect(margin).toBeGreaterThanOrEqual(0);
    expect(conditionNumber).toBeGreaterThan(1e23);
  });

  it('doubts where κ* overflows, or is too near to that for a metric', () => {
    for (const cosine of [1e-200, 2 ** -505]) {
      expect(certifyForm(effectivePair([1, cosine], [0, 1]), false).doubt).toContain('κ* is out of range');
    }
    expect(certifyForm(effectivePair([1, 2 ** -500], [0, 1]), false).doubt).toBeUndefined();
  });

  it('doubts a pair whose y is not the one of its geometry, dense or not', () => {
    for (const dimension of [3, 12]) {
      const y = vector(dimension, 1);
      const pair = effectivePair(
        y.map((value, i) => value + i / 8),
        y,
      );
      const wrong = { ...pair, y: y.map((value, i) => (i === 1 ? value + 1 : value)) };
      expect(certifyForm(wrong, true).doubt).toMatch(/M/);
    }
  });

  it('doubts a matrix-free metric whose least eigenvalue underflows', () => {
    const y = new Float64Array(12).fill(1e-300);
    const pair = effectivePair(new Float64Array(12).fill(1e300), y);
    expect(certifyForm(pair, false).doubt).toContain('λmin(M) is 0');
  });
});
