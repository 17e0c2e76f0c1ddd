import { describe, expect, it } from 'vitest';
import { seededRandom } from '../linalg/seeded.ts';
import { LossError } from '../losses/audit/lossError.ts';
import { lossFault } from '../losses/audit/lossFault.ts';
import type { LossFamily } from '../types/loss.ts';
import { familyFromUserLoss } from './userLoss.ts';

const parabola = {
  name: 'parabola',
  dimension: 2,
  value: (theta: Float64Array) => theta.reduce((sum, x) => sum + x * x, 0),
  gradient: (theta: Float64Array) => [...theta].map((x) => 2 * x),
};

const familyOf = (exported: unknown): LossFamily => {
  const family = familyFromUserLoss(exported, 'dir/my-loss.ts', () => {});
  if ('fault' in family) throw new Error(family.fault);
  return family;
};

const faultOf = (exported: unknown): string => {
  const family = familyFromUserLoss(exported, 'my-loss.ts', () => {});
  return 'fault' in family ? family.fault : 'no fault';
};

const faultAt = (exported: object, ...theta: number[]): string | undefined =>
  lossFault(familyOf({ ...parabola, ...exported }).build({ dimension: 2 }), Float64Array.from(theta), 0);

describe('familyFromUserLoss(exported, file)', () => {
  it('builds the loss with what it states and nothing else', () => {
    const family = familyOf({
      ...parabola,
      convex: true,
      smoothness: 2,
      strongConvexity: 2,
      minimum: 0,
      degree: 2,
    });
    const loss = family.build(family.draw(5, seededRandom(1)));
    expect(loss.facts).toEqual({
      convex: true,
      smooth: true,
      network: false,
      stochastic: false,
      timeVarying: false,
      degree: 2,
    });
    expect([loss.value(Float64Array.of(1, 2)), loss.gradient(Float64Array.of(1, 2))]).toEqual([
      5,
      Float64Array.of(2, 4),
    ]);
    expect([loss.smoothness, loss.strongConvexity, loss.minimum]).toEqual([2, 2, 0]);
    expect(familyOf(parabola).build({ dimension: 2 }).minimum).toBeUndefined();
  });

  it('has the dimension and the shapes of the parameters that it states', () => {
    const { dimension: _, ...bare } = parabola;
    const family = familyOf({ ...bare, parameters: [{ name: 'w', shape: [2, 2] }, { shape: [1] }] });
    expect(family.dimensions).toEqual({ min: 5, max: 5 });
    const loss = family.build(family.draw(5, seededRandom(1)));
    expect(loss.dimension).toBe(5);
    expect(loss.parameters?.map(({ name, shape, to }) => [name, shape, to])).toEqual([
      ['w', [2, 2], 4],
      ['parameter 2', [1], 5],
    ]);
    expect(familyOf({ ...parabola, parameters: [{ shape: [2, 1] }] }).dimensions).toEqual({ min: 2, max: 2 });
  });

  it.each([
    [{ parameters: 'w' }, 'parameters must be a list of { name, shape }, got "w"'],
    [
      { dimension: 3, parameters: [{ shape: [2] }] },
      'parameters hold 2 numbers, and dimension is 3; leave dimension out',
    ],
    [
      { dimensions: { min: 1, max: 2 }, parameters: [{ shape: [2] }] },
      'parameters give one dimension; leave dimensions out',
    ],
    [{ parameters: [{ shape: [2] }], smoothness: -1 }, 'smoothness must be at least 0, got -1'],
  ])('refuses %j', (own, fault) => {
    expect(faultOf({ ...parabola, ...own })).toBe(fault);
  });

  it('takes an unnamed loss by the name of its file', () => {
    expect(familyOf({ ...parabola, name: undefined }).name).toBe('my-loss');
  });

  it('draws within dimensions and drops coordinates down to the least', () => {
    const family = familyOf({ ...parabola, dimension: undefined, dimensions: { min: 2, max: 4 } });
    expect([1, 3, 9].map((d) => family.draw(d, seededRandom(1)))).toEqual([
      { dimension: 2 },
      { dimension: 3 },
      { dimension: 4 },
    ]);
    expect(family.drop?.({ dimension: 3 }, 0)).toEqual({ parameters: { dimension: 2 }, kept: [0, 1] });
    expect(family.drop?.({ dimension: 2 }, 0)).toBeUndefined();
  });

  it('hands on the time, the time derivative, the kinks and the stated rounding errors', () => {
    const loss = familyOf({
      ...parabola,
      value: (theta: Float64Array, t: number) => theta[0]! * t,
      timeDerivative: (theta: Float64Array) => theta[0],
      differentiable: (theta: Float64Array) => theta[0] !== 0,
      roundoff: () => ({ value: 1, gradient: [1, 2] }),
    }).build({ dimension: 2 });
    const theta = Float64Array.of(3, 0);
    expect(loss.facts.timeVarying).toBe(true);
    expect([loss.value(theta, 2), loss.timeDerivative?.(theta, 2), loss.differentiable?.(theta)]).toEqual([
      6,
      3,
      true,
    ]);
    expect(loss.roundoff(theta)).toEqual({ value: 1, gradient: Float64Array.of(1, 2) });
  });

  it('assumes rounding errors that grow where θ cancels', () => {
    const loss = familyOf({
      ...parabola,
      value: (theta: Float64Array) => (theta[0]! - 1e6) ** 2,
      gradient: (theta: Float64Array) => [2 * (theta[0]! - 1e6), 0],
    }).build({ dimension: 2 });
    const near = loss.roundoff(Float64Array.of(1e6 + 1, 0));
    expect(near.value).toBeGreaterThan(1e6 * 2 ** -53);
    expect(near.gradient[0]).toBeGreaterThan(1e6 * 2 ** -53);
  });

  it('assumes rounding errors that cover coordinates that cancel each other in pairs', () => {
    // Moving every second coordinate, or all alike, leaves θ₁ − θ₃ at 0.
    const loss = familyOf({
      ...parabola,
      dimension: 3,
      value: (theta: Float64Array) => 1e10 * (theta[0]! - theta[2]!),
      gradient: () => [1e10, 0, -1e10],
    }).build({ dimension: 3 });
    expect(loss.roundoff(Float64Array.of(1, 0, 1)).value).toBeGreaterThan(1e10 * 2 ** -52);
  });

  it('takes dimension for the only one, whatever else stands under dimensions', () => {
    const family = familyOf({ ...parabola, dimensions: 'any' });
    expect([family.dimensions, family.draw(7, seededRandom(1))]).toEqual([
      { min: 2, max: 2 },
      { dimension: 2 },
    ]);
  });

  it.each([
    ['a loss must be an object with value and gradient, got a number', 3],
    ['value must be a function, got undefined', {}],
    ['gradient must be a function, got number', { ...parabola, gradient: 1 }],
    ['convex must be a boolean, got string', { ...parabola, convex: 'yes' }],
    ['smoothness must be at least 0, got -1', { ...parabola, smoothness: -1 }],
    ['dimension must be a whole number ≥ 1, got 1.5', { ...parabola, dimension: 1.5 }],
    ['needs dimension, or dimensions', { ...parabola, dimension: undefined }],
    ['needs dimension, or dimensions', { ...parabola, dimension: undefined, dimensions: { min: 3, max: 2 } }],
  ])('says %s', (message, exported) => {
    expect(faultOf(exported)).toContain(message);
  });
});

describe('lossFault(loss, theta)', () => {
  it('is silent about a loss that is right', () => {
    expect(faultAt({}, 1, -2)).toBeUndefined();
    expect(faultAt({}, 0, 0)).toBeUndefined();
    expect(faultAt({}, 1e200, 1)).toBeUndefined();
  });

  it('is silent about gradients in single precision and by difference quotients', () => {
    const curved = (theta: Float64Array) => Math.cos(3 * theta[0]!) + theta[1]! ** 4;
    const single = {
      value: curved,
      gradient: (theta: Float64Array) => Float32Array.of(-3 * Math.sin(3 * theta[0]!), 4 * theta[1]! ** 3),
    };
    const quotients = {
      value: curved,
      gradient: (theta: Float64Array) =>
        [0, 1].map((i) => {
          const [up, down] = [theta.with(i, theta[i]! + 1e-5), theta.with(i, theta[i]! - 1e-5)];
          return (curved(up) - curved(down)) / 2e-5;
        }),
    };
    for (const x of [-2, 0.1, 1.0471975, 3]) {
      expect(faultAt(single, x, -x)).toBeUndefined();
      expect(faultAt(quotients, x, -x)).toBeUndefined();
    }
  });

  it('is silent about a right gradient near the border beyond which the loss is NaN, not about a wrong one', () => {
    const value = (theta: Float64Array) => -Math.log(theta[0]!);
    const right = { value, gradient: (theta: Float64Array) => [-1 / theta[0]!, 0] };
    expect(faultAt(right, 1e-4, 1)).toBeUndefined();
    const linear = { value: ([x]: Float64Array) => (x! > 0 ? 3 * x! : Number.NaN), gradient: () => [3, 0] };
    expect(faultAt(linear, 1e-4, 1)).toBeUndefined();
    const wrong = { value, gradient: (theta: Float64Array) => [-2 / theta[0]!, 0] };
    expect(faultAt(wrong, 1e-4, 1)).toContain('gradient[0] is -20000, but value has the slope -1');
  });

  it('says what a loss throws, be it an error or not', () => {
    const throwing = (reason: unknown) => ({
      value: (): number => {
        throw reason;
      },
    });
    expect(faultAt(throwing(new RangeError('too far')), 1, 1)).toBe('parabola: throws RangeError: too far');
    expect(faultAt(throwing('too far'), 1, 1)).toBe('parabola: throws too far');
  });

  it('is silent at and near a kink', () => {
    const absolute = {
      value: (theta: Float64Array) => Math.abs(theta[0]!) + theta[1]! ** 4,
      gradient: (theta: Float64Array) => [Math.sign(theta[0]!), 4 * theta[1]! ** 3],
    };
    for (const x of [0, 1e-300, 1e-12, -1e-7, 1e-4, 0.1]) expect(faultAt(absolute, x, 1)).toBeUndefined();
  });

  it.each([
    [
      'gradient[1] is 4, but value has the slope -4',
      { gradient: (t: Float64Array) => [2 * t[0]!, -2 * t[1]!] },
      -2,
    ],
    ['gradient[1] is 2, but value has the slope 4', { gradient: (t: Float64Array) => [2 * t[0]!, t[1]!] }, 2],
    ['gradient has length 1, θ has 2', { gradient: () => [1] }, 2],
    ['gradient[0] is NaN at θ = [1, 2]', { gradient: () => [Number.NaN, 1] }, 2],
    ['value is NaN', { value: () => Number.NaN }, 2],
    ['value is a string, not a number', { value: () => 'x' }, 2],
    ['gradient changes by 2 per unit, more than its stated smoothness 1', { smoothness: 1 }, 2],
    ['gradient grows by 2 per unit, less than its stated strong convexity 3', { strongConvexity: 3 }, 2],
    ['value is 5, below its stated minimum 6', { minimum: 6 }, 2],
    [
      'gradient falls by 2 per unit, but the loss is stated to be convex',
      {
        convex: true,
        value: (t: Float64Array) => -t[0]! * t[0]! - t[1]!,
        gradient: (t: Float64Array) => [-2 * t[0]!, -1],
      },
      2,
    ],
    ['gradient must return an array of numbers', { gradient: () => 3 }, 2],
  ])('names the loss and says %s', (message, wrong, y) => {
    const fault = faultAt(wrong, 1, y);
    expect(fault).toMatch(/^parabola: /);
    expect(fault).toContain(message);
  });
});

describe('a loss that cannot be asked', () => {
  const fail = (reason: unknown): never => {
    throw reason;
  };
  const bowl = { dimension: 1, value: () => 0, gradient: () => [0] };
  const familyOr = (exported: unknown) => familyFromUserLoss(exported, 'loss.js', () => {});
  it.each([
    [
      'a getter throws',
      {
        ...bowl,
        get value() {
          return fail(Symbol('no'));
        },
      },
      'throws "Symbol(no)" where its fields are read',
    ],
    [
      'a trap throws',
      new Proxy({}, { get: () => fail(Object.create(null)) }),
      'throws "an object without a text" where its fields are read',
    ],
    [
      'its dimension is no number',
      { ...bowl, dimension: Object.create(null) },
      'dimension must be a whole number ≥ 1, got {}',
    ],
  ])('is named where %s', (_, exported, fault) => {
    expect(familyOr(exported)).toEqual({ fault });
  });

  it('is a LossError, whatever it throws or returns', () => {
    const asked = (fields: object, ask: 'gradient' | 'roundoff' | 'value') => {
      const family = familyOr({ ...bowl, ...fields });
      if ('fault' in family) throw new Error(family.fault);
      return () => family.build({ dimension: 1 })[ask](new Float64Array(1), 0);
    };
    expect(asked({ value: () => fail(Object.create(null)) }, 'value')).toThrow(
      new LossError('loss: throws an object without a text'),
    );
    expect(asked({ gradient: () => Object.create(null) }, 'gradient')).toThrow(
      /an array of numbers, got \{\}/,
    );
    expect(asked({ roundoff: () => undefined }, 'roundoff')).toThrow(LossError);
  });

  it('is read once', () => {
    let reads = 0;
    const exported = {
      ...bowl,
      get value() {
        reads++;
        return () => 1;
      },
    };
    const family = familyOr(exported);
    if ('fault' in family) throw new Error(family.fault);
    const loss = family.build({ dimension: 1 });
    loss.value(new Float64Array(1));
    loss.value(new Float64Array(1));
    expect(reads).toBe(1);
  });
});
