import { describe, expect, it } from 'vitest';
import type { Loss } from '../types/loss.ts';
import { naturalGradientForm } from './naturalGradientForm.ts';

/** ½θᵀ diag(1, 4, …) θ. */
const bowl = (dimension: number): Loss => ({
  name: 'bowl',
  dimension,
  facts: { convex: true, smooth: true, network: false, stochastic: false, timeVarying: false, degree: 2 },
  value: (theta) => theta.reduce((sum, x, i) => sum + ((i + 1) ** 2 * x * x) / 2, 0),
  gradient: (theta) => theta.map((x, i) => (i + 1) ** 2 * x),
  roundoff: (theta) => ({ value: 0, gradient: new Float64Array(theta.length) }),
});

const descent = {
  update: ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }) =>
    gradient.map((d) => -stepSize * d),
};

describe('naturalGradientForm', () => {
  it('naturalGradientForm of gradient descent is the identity', () => {
    const form = naturalGradientForm(descent, bowl(3), [1, 2, -1], 0.5);
    expect([...form.y]).toEqual([-1, -8, 9]);
    expect([...form.g]).toEqual([-1, -8, 9]);
    expect(form.metric.conditionNumber).toBe(1);
    expect(form.residual).toBeLessThan(1e-15);
    expect(form.angle).toBe(0);
  });

  it('naturalGradientForm of sign descent maps g to y', () => {
    const sign = {
      update: ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }) =>
        gradient.map((d) => -stepSize * Math.sign(d)),
    };
    const form = naturalGradientForm(sign, bowl(2), [1, 1], 0.25);
    expect([...form.g]).toEqual([-1, -1]);
    expect([...form.metric.apply(form.g)][1]).toBeCloseTo(-4, 14);
    expect(form.text).toBe(
      [
        'g = M⁻¹ y = −M⁻¹ ∇L',
        'M = y yᵀ/(yᵀg) + α (I − g gᵀ/(gᵀg)), α = yᵀy/(yᵀg) = 3.4',
        'y = (−1, −4)',
        'g = (−1, −1)',
        'ψ = 30.9638°, κ(M) = 3.11943',
        'λ(M) = {1.65071, 5.14929}',
      ].join('\n'),
    );
    expect(form.latex).toContain('M &= \\frac{y y^{\\top}}{y^{\\top} g}');
    expect(form.latex).toContain('y &= \\left( -1,\\ -4 \\right)^{\\top}');
    expect(form.latex.split('\n').at(-1)).toBe('\\end{aligned}');
  });

  it('naturalGradientForm renders one coordinate, and cuts many', () => {
    const one = naturalGradientForm(descent, bowl(1), [1e-7], 1);
    expect(one.text).toContain('M = y/g = 1');
    expect(one.latex).toContain('-1 \\cdot 10^{-7}');
    const many = naturalGradientForm(descent, bowl(9), new Float64Array(9).fill(1), 1);
    expect(many.text).toContain('…) of 9 coordinates');
    expect(many.text).toContain('λ(M) = {1 (9 times)}');
    expect(many.latex).toContain('\\in \\mathbb{R}^{9}');
    expect(many.latex).toContain('1\\ (9 \\times)');
  });

  it('naturalGradientForm takes Δ itself of a rule that chooses its own step size', () => {
    const own = { ...descent, stepSize: 'internal' as const };
    expect([...naturalGradientForm(own, bowl(2), [1, 1], 0.5).g]).toEqual([-0.5, -2]);
  });

  it('naturalGradientForm states by how much of the largest |yᵢ| its metric misses y', () => {
    const turned = { update: () => [-1, 1e-7, 1e-9] };
    for (const scale of [1e-6, 1, 1e6]) {
      const slope = [3e-9 * scale, -scale, scale / 7];
      const plane: Loss = { ...bowl(3), gradient: () => Float64Array.from(slope) };
      const { metric, g, residual } = naturalGradientForm(turned, plane, [0, 0, 0], 1);
      const missed = [...metric.apply(g)].map((value, i) => Math.abs(value + slope[i]!));
      expect(Math.max(...missed)).toBeGreaterThan(0);
      expect(residual).toBe(Math.max(...missed) / scale);
    }
  });

  it('naturalGradientForm refuses steps without a metric', () => {
    const ascent = {
      update: ({ gradient }: { gradient: Float64Array }) => gradient,
    };
    expect(() => naturalGradientForm(ascent, bowl(2), [1, 1], 1)).toThrow('yᵀg must be > 0');
    expect(() => naturalGradientForm(descent, bowl(2), [0, 0], 1)).toThrow('at rest');
  });

  it('naturalGradientForm refuses what it cannot run, and says why', () => {
    const broken = {
      update: (): Float64Array => {
        throw new Error('no such layer');
      },
    };
    expect(() => naturalGradientForm(broken, bowl(2), [1, 1], 1)).toThrow('got fault: Error: no such layer');
    expect(() => naturalGradientForm(descent, bowl(2), [1e308, 1e308], 1)).toThrow('got diverged');
    const steep: Loss = { ...bowl(1), gradient: () => Float64Array.of(Number.NaN) };
    expect(() => naturalGradientForm(descent, steep, [1], 1)).toThrow(
      'naturalGradientForm: the rule must make a step, got diverged: the gradient at theta is not finite',
    );
    const short: Loss = { ...bowl(2), gradient: () => Float64Array.of(1) };
    expect(() => naturalGradientForm(descent, short, [1, 1], 1)).toThrow(
      'naturalGradientForm: the gradient of bowl must have 2 entries, got 1',
    );
    expect(() => naturalGradientForm(descent, bowl(2), [1], 1)).toThrow(
      'theta must have 2 coordinates for bowl, got 1',
    );
    expect(() => naturalGradientForm(descent, bowl(2), [1, Number.NaN], 1)).toThrow(
      'naturalGradientForm: theta must be finite',
    );
    for (const stepSize of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => naturalGradientForm(descent, bowl(2), [1, 1], stepSize)).toThrow(
        `naturalGradientForm: stepSize must be > 0 and finite, got stepSize = ${stepSize}`,
      );
    }
  });
});
