import { describe, expect, it } from 'vitest';
import { familyFromUserLoss } from '../../subject/userLoss.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { familyFault } from './familyFault.ts';
import { lossFault } from './lossFault.ts';

const sum = (theta: Vector, term: (x: number, i: number) => number): number =>
  theta.reduce((total, x, i) => total + term(x, i), 0);

/** ½ (θ₀ + θ₁)² + ½ μ θᵀθ: its Hessian has the eigenvalues 2 + μ and μ, and 1 + μ on the diagonal. */
const valley = {
  name: 'valley',
  dimension: 2,
  value: (theta: Vector) => (theta[0]! + theta[1]!) ** 2 / 2 + 0.05 * sum(theta, (x) => x * x),
  gradient: (theta: Vector) => theta.map((x) => theta[0]! + theta[1]! + 0.1 * x),
};

const drifting = {
  name: 'drifting',
  dimension: 1,
  value: (theta: Vector, t: number) => (theta[0]! - t) ** 2 / 2,
  gradient: (theta: Vector, t: number) => [theta[0]! - t],
  timeDerivative: (theta: Vector, t: number) => t - theta[0]!,
};

const familyOf = (exported: object) => {
  const family = familyFromUserLoss(exported, 'mine.ts', () => {});
  if ('fault' in family) throw new Error(family.fault);
  return family;
};

const faultAt = (exported: object, theta: readonly number[], time = 0): string | undefined => {
  const family = familyOf(exported);
  const loss: Loss = family.build({ dimension: theta.length });
  return lossFault(loss, Float64Array.from(theta), time);
};

describe('lossFault(loss, theta, time)', () => {
  it('finds the curvature that no coordinate shows, greatest and least', () => {
    expect(
      faultAt({ ...valley, smoothness: 2.1, strongConvexity: 0.1, convex: true }, [1, -2]),
    ).toBeUndefined();
    expect(faultAt({ ...valley, smoothness: 2 }, [1, -2])).toContain('more than its stated smoothness 2');
    expect(faultAt({ ...valley, strongConvexity: 0.2 }, [1, -2])).toContain(
      'less than its stated strong convexity 0.2',
    );
  });

  it('asks of many coordinates for few, others at another point', () => {
    const dimension = 2 ** 15;
    const asked = { of: 0 };
    const bowl = {
      name: 'bowl',
      dimension,
      roundoff: (theta: Vector) => ({ value: 1e-9, gradient: theta.map(() => 1e-9) }),
      value(theta: Vector) {
        asked.of++;
        return sum(theta, (x) => x * x) / 2;
      },
      gradient: (theta: Vector) => theta,
    };
    const from = (x: number): readonly number[] =>
      Array.from({ length: dimension }, (_, i) => (i === 0 ? x : 0));
    expect(faultAt(bowl, from(1))).toBeUndefined();
    expect(asked.of).toBeLessThan(100);
    const wrong = { ...bowl, gradient: (theta: Vector) => theta.map((x) => x + 1) };
    const places = [1, 2, 3].map((x) => /gradient\[(\d+)\] is/.exec(faultAt(wrong, from(x)) ?? '')?.[1]);
    expect(places.map(Number).every((place) => place >= 0 && place < dimension)).toBe(true);
    expect(new Set(places).size).toBe(3);
  });

  it('goes downhill in search of a value below the stated minimum', () => {
    expect(faultAt({ ...valley, minimum: 0 }, [1, -2])).toBeUndefined();
    expect(faultAt({ ...valley, minimum: 1e-3 }, [1, -2])).toContain('below its stated minimum 0.001');
  });

  it('takes a bound of NaN for a slip near the origin, for overflow far from it', () => {
    const stated = (value: number) => ({ ...valley, roundoff: () => ({ value, gradient: [1, Number.NaN] }) });
    expect(faultAt(stated(1), [1, -2])).toContain('got gradient[1] = NaN at θ = [1, -2]');
    expect(faultAt(stated(Number.NaN), [1, -2])).toContain('got value = NaN at θ = [1, -2]');
    expect(faultAt(stated(Number.NaN), [1e7, -2])).toBeUndefined();
    expect(faultAt(stated(-1), [1e7, -2])).toContain('got value = -1');
  });

  it('takes differences of one order more than the stated degree', () => {
    const cubic = {
      ...valley,
      value: (t: Vector) => sum(t, (x) => x ** 3),
      gradient: (t: Vector) => t.map((x) => 3 * x * x),
    };
    expect(faultAt({ ...cubic, degree: 3 }, [1, -2])).toBeUndefined();
    expect(faultAt({ ...cubic, degree: 2 }, [1, -2])).toContain('no polynomial of its stated degree 2');
  });

  it('looks at the slope in time, and at the gradient later than 0', () => {
    expect(faultAt(drifting, [3], 1.5)).toBeUndefined();
    const negated = { ...drifting, timeDerivative: (theta: Vector, t: number) => theta[0]! - t };
    expect(faultAt(negated, [3], 1.5)).toContain('timeDerivative is 1.5, but value has the slope -1.5 in t');
    expect(faultAt({ ...drifting, timeDerivative: () => Number.NaN }, [3], 1)).toContain(
      'timeDerivative is NaN',
    );
    expect(faultAt({ ...drifting, gradient: (theta: Vector) => [theta[0]!] }, [3], 1.5)).toContain(
      'gradient[0] is 3, but value has the slope 1.5 at θ = [3], t = 1.5',
    );
  });

  it('notices a memory', () => {
    let calls = 0;
    const counting = { ...valley, value: (theta: Vector) => valley.value(theta) + ++calls };
    expect(faultAt(counting, [1, -2])).toMatch(/value is .* at the same θ a moment later/);
    let last = Float64Array.of(0, 0);
    const stale = {
      ...valley,
      value(theta: Vector) {
        last = theta.slice();
        return valley.value(theta);
      },
      gradient: () => valley.gradient(last),
    };
    expect(faultAt(stale, [1, -2])).toMatch(/gradient\[0\] is .* at the same θ a moment later/);
  });

  it.each([
    ['value by a number ≥ 0, got value = NaN', { value: Number.NaN, gradient: [0, 0] }],
    ['1 bounds for 2 entries', { value: 0, gradient: [0] }],
    ['gradient[1] = -1', { value: 0, gradient: [0, -1] }],
  ])('asks of roundoff that it bounds: %s', (message, stated) => {
    expect(faultAt({ ...valley, roundoff: () => stated }, [1, -2])).toContain(message);
  });

  it('holds a stated rounding error against a value that jumps', () => {
    const onGrid = {
      ...valley,
      smoothness: 2.1,
      value: (theta: Vector) => Math.round(valley.value(theta) * 2 ** 44) / 2 ** 44,
      roundoff: (theta: Vector) => ({ value: 1e-15, gradient: theta.map(() => 1e-15) }),
    };
    expect(faultAt(onGrid, [0.3, 0.4])).toMatch(/off the tangent|but value has the slope/);
    const bound = () => ({ value: 2 ** -44, gradient: [1e-15, 1e-15] });
    expect(faultAt({ ...onGrid, roundoff: bound }, [0.3, 0.4])).toBeUndefined();
  });

  it('is silent about a loss in single precision that states all its facts', () => {
    const single = {
      name: 'single',
      dimension: 2,
      value: (theta: Vector) =>
        Math.fround(1e3 - 1 + sum(theta, (x) => Math.fround(Math.fround(x) - 0.1) ** 2)),
      gradient: (theta: Vector) => Float32Array.from(theta, (x) => 2 * (x - 0.1)),
      convex: true,
      smoothness: 2,
      strongConvexity: 2,
      minimum: 999,
      degree: 2,
    };
    for (const at of [-3, -0.1, 0, 0.1, 0.7, 25]) expect(faultAt(single, [at, 1 - at])).toBeUndefined();
    expect(faultAt({ ...single, minimum: 999.01 }, [1, 2])).toContain('below its stated minimum');
    expect(faultAt({ ...single, degree: 1 }, [1, 2])).toContain('stated degree 1');
  });

  it('does not apply to a gradient where the loss states that there is none', () => {
    const cone = {
      name: 'cone',
      dimension: 2,
      value: (theta: Vector) => Math.hypot(...theta),
      gradient: (theta: Vector) => theta.map((x) => x / Math.hypot(...theta)),
    };
    expect(faultAt(cone, [0, 0])).toContain('gradient[0] is NaN at θ = [0, 0]');
    const differentiable = (theta: Vector) => theta.some((x) => x !== 0);
    expect(faultAt({ ...cone, differentiable }, [0, 0])).toBeUndefined();
  });
});

const faultOfFamily = (exported: object): string | undefined => {
  const family = familyOf(exported);
  return familyFault(family, family.dimensions);
};

describe('familyFault(family, dimensions)', () => {
  it('tries more than the least dimension', () => {
    const sized = { ...valley, dimension: undefined, dimensions: { min: 1, max: 6 } };
    const right = {
      ...sized,
      value: (theta: Vector) => sum(theta, (x) => x * x),
      gradient: (theta: Vector) => theta.map((x) => 2 * x),
    };
    expect(faultOfFamily(right)).toBeUndefined();
    const wrong = { ...right, gradient: (theta: Vector) => theta.map((x, i) => (i === 5 ? 0 : 2 * x)) };
    expect(faultOfFamily(wrong)).toContain('gradient[5] is 0');
  });

  it('tries every size that is twice another, and the largest, of the dimensions that are asked for', () => {
    const sized = (wrong: number) =>
      familyOf({
        name: 'sized',
        dimensions: { min: 1, max: 64 },
        value: (theta: Vector) => sum(theta, (x) => x * x),
        gradient: (theta: Vector) => theta.map((x, i) => (i === wrong ? -2 * x : 2 * x)),
      });
    expect(familyFault(sized(9), { min: 1, max: 64 })).toMatch(/gradient\[9\] is .* but value has the slope/);
    expect(familyFault(sized(63), { min: 1, max: 64 })).toContain('gradient[63]');
    expect(familyFault(sized(63), { min: 1, max: 63 })).toBeUndefined();
    expect(familyFault(sized(20), { min: 9, max: 23 })).toContain('gradient[20]');
  });

  it('tries the origin, and times other than 0', () => {
    const entropy = {
      ...drifting,
      value: (theta: Vector) => theta[0]! ** 2 * Math.log(theta[0]! ** 2),
      gradient: (theta: Vector) => [2 * theta[0]! * (Math.log(theta[0]! ** 2) + 1)],
      timeDerivative: undefined,
    };
    expect(faultOfFamily(entropy)).toContain('value is NaN at θ = [0]');
    const forgetful = { ...drifting, gradient: (theta: Vector) => [theta[0]!] };
    expect(faultOfFamily(forgetful)).toContain('but value has the slope');
    expect(faultOfFamily(drifting)).toBeUndefined();
  });

  it('takes one point where a loss is large', () => {
    let calls = 0;
    const large = {
      name: 'large',
      dimension: 2000,
      value: (theta: Vector) => sum(theta, (x) => x * x),
      gradient(theta: Vector) {
        calls++;
        return theta.map((x) => 2 * x);
      },
    };
    expect(faultOfFamily(large)).toBeUndefined();
    expect(calls).toBeLessThan(5000);
  });
});
