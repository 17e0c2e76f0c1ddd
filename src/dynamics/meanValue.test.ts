import { describe, expect, it } from 'vitest';
import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';
import { meanValueGradient } from './meanValue.ts';

/** Σᵢ xᵢⁿ/n and how often its gradient was asked for. */
const power = (degree: number): { readonly loss: Loss; readonly gradients: () => number } => {
  let asked = 0;
  const loss: Loss = {
    name: 'power',
    dimension: 2,
    facts: { convex: false, smooth: false, network: false, stochastic: false, timeVarying: false, degree },
    value: (theta) => theta.reduce((sum, x) => sum + x ** degree / degree, 0),
    gradient(theta) {
      asked++;
      return theta.map((x) => x ** (degree - 1));
    },
    roundoff: () => ({ value: 0, gradient: new Float64Array(2) }),
  };
  return { loss, gradients: () => asked };
};

const at = (...entries: readonly number[]): Vector => Float64Array.from(entries);

describe('meanValueGradient(loss, theta, next, time)', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [6, 3],
  ])('of xⁿ/n, n = %i, is (bⁿ − aⁿ)/(n(b − a)) by %i gradients', (degree, count) => {
    const { loss, gradients } = power(degree);
    const [theta, next] = [at(-1, 2), at(3, 5)];
    const found = meanValueGradient(loss, theta, next, 0);
    expect(gradients()).toBe(count);
    for (const [i, value] of found.entries()) {
      const [a, b] = [theta[i]!, next[i]!];
      const exact = (b ** degree - a ** degree) / (degree * (b - a));
      expect(Math.abs(value / exact - 1)).toBeLessThan(1e-14);
    }
  });

  it('beyond degree 6 takes 48 gradients, with an error of order ‖Δ‖⁶', () => {
    const { loss, gradients } = power(7);
    const error = (b: number): number => {
      const [found] = meanValueGradient(loss, at(1, 1), at(1 + b, 1), 0);
      return Math.abs(found! - ((1 + b) ** 7 - 1) / (7 * b));
    };
    // Three points miss ∫₀¹σ⁶dσ by 3!⁴/(7·6!²) = 1/2800 and all lower powers by nothing; 16 panels have 16⁻⁶ of that.
    for (const b of [16, 64]) expect(error(b) / ((b / 16) ** 6 / 2800)).toBeCloseTo(1, 5);
    expect(gradients()).toBe(96);
  });

  it('is one gradient where nothing moved, and not where one coordinate did', () => {
    const { loss, gradients } = power(4);
    expect(meanValueGradient(loss, at(2, 3), at(2, 3), 0)).toEqual(at(8, 27));
    expect(gradients()).toBe(1);
    meanValueGradient(loss, at(2, 3), at(2, 4), 0);
    expect(gradients()).toBe(3);
  });
});
