import { describe, expect, it } from 'vitest';
import flatQuartic from '../losses/flatQuartic.ts';
import l1 from '../losses/l1.ts';
import quadratic from '../losses/quadratic.ts';
import rosenbrock from '../losses/rosenbrock.ts';
import type { Loss } from '../types/loss.ts';
import { gonzalezGradient } from './gonzalez.ts';
import { itohAbeGradient } from './itohAbe.ts';
import { meanValueGradient } from './meanValue.ts';

const quartic = flatQuartic.build({ weights: [1, 2], centre: [0, 0] });
const at = (...entries: readonly number[]): Float64Array => Float64Array.from(entries);

describe('a discrete gradient at Δ = 0', () => {
  it.each([
    ['gonzalezGradient', gonzalezGradient],
    ['itohAbeGradient', itohAbeGradient],
    ['meanValueGradient', meanValueGradient],
  ])('%s(loss, θ, θ) is the gradient', (_name, discrete) => {
    const theta = at(1, -2);
    expect(discrete(quartic, theta, theta, 0)).toEqual(quartic.gradient(theta));
  });
});

describe('by hand', () => {
  it('¼x⁴ + ½y⁴ from (0, 0) to (2, 0): the quotient is 4/2 along x', () => {
    expect(gonzalezGradient(quartic, at(0, 0), at(2, 0), 0)).toEqual(at(2, 0));
    expect(itohAbeGradient(quartic, at(0, 0), at(2, 0), 0)).toEqual(at(2, 0));
    expect(meanValueGradient(quartic, at(0, 0), at(2, 0), 0)[0]).toBeCloseTo(2, 14);
  });

  it('itohAbeGradient takes ∂ᵢL at the point between where a coordinate rests', () => {
    const loss = rosenbrock.build({ dimension: 2, steepness: 1 });
    // (y − x²)² + (1 − x)² from (0, 0) to (1, 0): ∂L/∂y = 2(y − x²) at x = 1 is −2.
    expect(itohAbeGradient(loss, at(0, 0), at(1, 0), 0)).toEqual(at(0, -2));
  });

  it('itohAbeGradient depends on the order of the coordinates, its product with Δ does not', () => {
    const loss = quadratic.build({ spectrum: [1, 3], rotation: [1, 2] });
    const swapped = quadratic.build({ spectrum: [3, 1], rotation: [2, 1] });
    const y = itohAbeGradient(loss, at(1, 0), at(0, 2), 0);
    const z = itohAbeGradient(swapped, at(0, 1), at(2, 0), 0).reverse();
    expect(y[0]).not.toBeCloseTo(z[0]!, 6);
    expect(-y[0]! + 2 * y[1]!).toBeCloseTo(-z[0]! + 2 * z[1]!, 12);
  });

  it('itohAbeGradient keeps the identity across a kink', () => {
    const loss = l1.build({ weights: [1], centre: [0] });
    expect(itohAbeGradient(loss, at(-1), at(3), 0)).toEqual(at(1 / 2));
  });

  it('meanValueGradient of |x| integrates the sign', () => {
    const loss = l1.build({ weights: [1], centre: [0] });
    expect(meanValueGradient(loss, at(-1), at(1), 0)[0]).toBeCloseTo(0, 1);
  });

  it('gonzalezGradient of ½x² is the midpoint, however the values are rounded', () => {
    const loss = quadratic.build({ spectrum: [1], rotation: null });
    const [a, b] = [2 ** 30 + 1, 2 ** 30 + 2];
    // a²/2 and b²/2 are rounded, so that their quotient is not (a + b)/2.
    expect((loss.value(at(b)) - loss.value(at(a))) / (b - a)).not.toBe((a + b) / 2);
    expect(gonzalezGradient(loss, at(a), at(b), 0)).toEqual(at((a + b) / 2));
  });

  it('itohAbeGradient asks for D + 1 values and one gradient for each coordinate that rests', () => {
    const loss = quadratic.build({ spectrum: [1, 2, 3], rotation: null });
    const asked = { values: 0, gradients: 0 };
    const counted: Loss = {
      ...loss,
      value(theta) {
        asked.values++;
        return loss.value(theta);
      },
      gradient(theta) {
        asked.gradients++;
        return loss.gradient(theta);
      },
    };
    itohAbeGradient(counted, at(1, 2, 3), at(0, 1, 2), 0);
    expect(asked).toEqual({ values: 4, gradients: 0 });
    itohAbeGradient(counted, at(1, 2, 3), at(1, 1, 3), 0);
    expect(asked).toEqual({ values: 6, gradients: 2 });
  });

  it('gonzalezGradient neither over- nor underflows in ‖Δ‖²', () => {
    const loss = { ...quadratic.build({ spectrum: [1, 1], rotation: null }) };
    const curved = { ...loss, facts: { ...loss.facts, degree: Number.POSITIVE_INFINITY } };
    for (const scale of [1e-140, 1e140]) {
      const [theta, next] = [at(scale, 0), at(0, scale)];
      const gradient = gonzalezGradient(curved, theta, next, 0);
      expect(gradient[0]! / scale).toBeCloseTo(1 / 2, 12);
      expect(gradient[1]! / scale).toBeCloseTo(1 / 2, 12);
    }
  });
});
