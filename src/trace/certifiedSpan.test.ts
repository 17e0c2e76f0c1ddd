import { describe, expect, it } from 'vitest';
import { constantMetric } from '../metric/constantMetric.ts';
import { certifiedSpan, type MetricPair, mostCertified } from './certifiedSpan.ts';

const stored = { precision: 'float64', rounded: false } as const;

/** How many of these steps are explained, each after those before it. */
const explained = (pairs: readonly MetricPair[], precision: 'float64' | 'float32' = 'float64'): number => {
  const add = certifiedSpan(pairs[0]!.theta.length, { ...stored, precision })!;
  const failed = pairs.findIndex((pair) => !add(pair));
  return failed < 0 ? pairs.length : failed;
};

/** Updates g with y = M g, both whole numbers, so that nothing is rounded; η = 1 and θ = 0, so that little is allowed. */
const mapped = (
  metric: readonly (readonly number[])[],
  updates: readonly (readonly number[])[],
): readonly MetricPair[] =>
  updates.map((g) => ({
    theta: new Float64Array(g.length),
    delta: Float64Array.from(g),
    gradient: Float64Array.from(metric, (row) => -row.reduce((sum, value, i) => sum + value * g[i]!, 0)),
    stepSize: 1,
  }));

/** A run of preconditioned descent on ½ Σ (1 + i/8)θᵢ², rounded to a precision as it goes. */
const descent = (
  steps: number,
  size: number,
  round: (x: number) => number,
  update: (gradient: Float64Array) => Float64Array,
): readonly MetricPair[] => {
  let theta = Float64Array.from({ length: size }, (_, i) => round(1 + ((7 * i) % 5) / 3));
  return Array.from({ length: steps }, () => {
    const gradient = theta.map((x, i) => round(x * (1 + i / 8)));
    const next = theta.map((x, i) => round(x + round(0.05 * update(gradient)[i]!)));
    const pair = { theta, gradient, delta: next.map((x, i) => x - theta[i]!), stepSize: 0.05 };
    theta = next;
    return pair;
  });
};

const exactly = (pairs: readonly MetricPair[]): boolean =>
  constantMetric(
    pairs.map(({ delta }) => delta),
    pairs.map(({ gradient }) => gradient.map((x) => -x)),
  ).exists;

describe('certifiedSpan', () => {
  it('uses all steps: more of them than dimensions, repeated ones, and multiples, as exact rationals do', () => {
    const pairs = mapped(
      [
        [4, 1, 0],
        [1, 3, -1],
        [0, -1, 2],
      ],
      [
        [1, 0, 0],
        [2, 0, 0],
        [1, 1, 0],
        [1, 0, 0],
        [0, 2, 3],
        [5, -1, 2],
        [0, 0, 1],
      ],
    );
    expect([explained(pairs), exactly(pairs)]).toEqual([7, true]);
  });

  it.each([
    [
      'a skew part',
      [
        [2, 1, 0],
        [-1, 2, 0],
        [0, 0, 1],
      ],
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      1,
    ],
    [
      'an indefinite metric',
      [
        [1, 2, 0],
        [2, 1, 0],
        [0, 0, 1],
      ],
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      1,
    ],
    [
      'a semidefinite one',
      [
        [1, 0, 0],
        [0, 0, 0],
        [0, 0, 1],
      ],
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      1,
    ],
    [
      'a negative one',
      [
        [-1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      [[1, 0, 0]],
      0,
    ],
  ])('ends at the step that shows %s', (_, metric, updates, length) => {
    const pairs = mapped(metric, updates);
    expect([explained(pairs), exactly(pairs)]).toEqual([length, false]);
  });

  it('ends where the same update has two gradients, though no product of them tells', () => {
    const [one] = mapped(
      [
        [1, 0],
        [0, 1],
      ],
      [[1, 0]],
    );
    const other = { ...one!, gradient: Float64Array.of(-1, -1) };
    expect([explained([one!, other]), exactly([one!, other])]).toEqual([1, false]);
  });

  it('allows what storing θ rounds, in double and in single precision, and no more', () => {
    const half = (gradient: Float64Array) => gradient.map((x, i) => -x / (1 + (i % 3)));
    expect(explained(descent(40, 5, (x) => x, half))).toBe(40);
    expect(explained(descent(40, 5, Math.fround, half), 'float32')).toBe(40);
    expect(explained(descent(16, 300, Math.fround, half), 'float32')).toBe(16);
    // Rounded to single precision and said to be double.
    expect(explained(descent(40, 5, Math.fround, half))).toBeLessThan(8);
    let velocity = new Float64Array(5);
    const momentum = (gradient: Float64Array) => {
      velocity = velocity.map((v, i) => 0.9 * v - gradient[i]! / 5);
      return velocity;
    };
    expect(explained(descent(40, 5, Math.fround, momentum), 'float32')).toBeLessThan(3);
  });

  it('is not formed of more parameters than are kept', () => {
    expect(certifiedSpan(mostCertified + 1, stored)).toBeUndefined();
  });
});
