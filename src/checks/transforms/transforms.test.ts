import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../linalg/seeded.ts';
import { linearLoss } from '../../losses/derived/linearLoss.ts';
import { scaledLoss } from '../../losses/derived/scaledLoss.ts';
import { substitutedLoss } from '../../losses/derived/substitutedLoss.ts';
import saddleQuadratic from '../../losses/saddleQuadratic.ts';
import twoLayerLinearNetwork from '../../losses/twoLayerLinearNetwork.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { inserted, removed } from './added.ts';
import { drawPermutation, gather, scatter } from './permutation.ts';
import { drawNormal, reflect } from './reflection.ts';

const vector = (...values: readonly number[]): Vector => Float64Array.from(values);

const saddle = saddleQuadratic.build({ spectrum: [1, -2, 3], rotation: null, centre: [0, 1, 2] });

describe('drawPermutation(count, random)', () => {
  it('moves something from two elements on, and reaches every order of three that does', () => {
    const random = seededRandom(1);
    const seen = new Set(Array.from({ length: 200 }, () => drawPermutation(3, random).join('')));
    expect([...seen].sort()).toEqual(['021', '102', '120', '201', '210']);
    expect(drawPermutation(1, random)).toEqual([0]);
  });

  it('is undone by scatter(gather(v, order), order, …)', () => {
    const v = vector(5, 6, 7, 8);
    const order = drawPermutation(4, seededRandom(2));
    expect(scatter(gather(v, order), order, v)).toEqual(v);
    expect(scatter(vector(1, 2), [3, 0], v)).toEqual(vector(2, 6, 7, 1));
  });
});

describe('reflect(values, normal)', () => {
  it('turns the normal around, leaves what is at right angles to it, and undoes itself', () => {
    expect(reflect(vector(1, 2), vector(1, 2))).toEqual(vector(-1, -2));
    expect(reflect(vector(-2, 1), vector(1, 2))).toEqual(vector(-2, 1));
    const normal = drawNormal(2, seededRandom(3));
    const twice = reflect(reflect(vector(5, 10), normal), normal);
    expect(twice[0]).toBeCloseTo(5, 12);
    expect(twice[1]).toBeCloseTo(10, 12);
  });
});

describe('inserted(values, place, value) and removed(values, place)', () => {
  it('add a coordinate anywhere and take it away', () => {
    expect(inserted(vector(1, 2), 0, 9)).toEqual(vector(9, 1, 2));
    expect(inserted(vector(1, 2), 2, 9)).toEqual(vector(1, 2, 9));
    expect(removed(inserted(vector(1, 2), 1, 9), 1)).toEqual(vector(1, 2));
  });
});

describe('substitutedLoss(loss, name, by)', () => {
  const order = [2, 0, 1];
  const loss = substitutedLoss(saddle, 'renumbered', {
    dimension: 3,
    theta: (zeta) => scatter(zeta, order, zeta),
    gradient: (d) => gather(d, order),
    bounds: (d) => gather(d, order),
  });

  it('takes values and gradients of the loss at the substituted point', () => {
    const theta = vector(3, 5, 7);
    const zeta = gather(theta, order);
    expect(loss.value(zeta)).toBe(saddle.value(theta));
    expect(loss.gradient(zeta)).toEqual(gather(saddle.gradient(theta), order));
    expect(loss.roundoff(zeta).gradient).toEqual(gather(saddle.roundoff(theta).gradient, order));
    expect(loss.smoothness).toBe(saddle.smoothness);
  });

  it('hands on samples, kinks and ∂L/∂t where the loss has them', () => {
    const rich: Loss = {
      ...saddle,
      timeDerivative: (theta, time) => theta[0]! * time,
      differentiable: (theta) => theta[0] !== 0,
      samples: { count: 2, gradient: (theta, sample) => theta.map((x) => x * sample) },
      strongConvexity: 1,
      minimum: -4,
    };
    const moved = substitutedLoss(rich, 'moved', {
      dimension: 3,
      theta: (zeta) => zeta.map((x) => x - 1),
      gradient: (d) => d,
      bounds: (d) => d,
    });
    expect(moved.timeDerivative?.(vector(3, 0, 0), 2)).toBe(4);
    expect(moved.differentiable?.(vector(1, 0, 0))).toBe(false);
    expect(moved.samples?.gradient(vector(2, 3, 4), 1)).toEqual(vector(1, 2, 3));
    expect([moved.strongConvexity, moved.minimum]).toEqual([1, -4]);
  });
});

describe('scaledLoss(loss, factor)', () => {
  it('scales values, gradients, bounds and what the network sends back', () => {
    const loss = twoLayerLinearNetwork.build(twoLayerLinearNetwork.draw(4, seededRandom(5)));
    const theta = Float64Array.from({ length: loss.dimension }, (_, i) => i - 1);
    const scaled = scaledLoss(loss, 4);
    expect(scaled.value(theta)).toBe(4 * loss.value(theta));
    expect(scaled.gradient(theta)).toEqual(loss.gradient(theta).map((d) => 4 * d));
    expect(scaled.roundoff(theta).value).toBe(4 * loss.roundoff(theta).value);
    const [before, after] = [loss, scaled].map(({ network }) => network?.forward(theta, 0));
    expect(after?.outputError).toEqual(before?.outputError.map((e) => 4 * e));
    expect(after?.activities).toEqual(before?.activities);
  });

  it('drops convexity and the lower bound with a negative factor', () => {
    const convex: Loss = {
      ...saddle,
      facts: { ...saddle.facts, convex: true },
      minimum: 3,
      strongConvexity: 1,
      timeDerivative: () => 2,
      samples: { count: 1, gradient: (theta) => theta },
    };
    const negated = scaledLoss(convex, -1);
    expect(negated.facts.convex).toBe(false);
    expect([negated.minimum, negated.strongConvexity]).toEqual([undefined, undefined]);
    expect(negated.timeDerivative?.(vector(1, 1, 1), 0)).toBe(-2);
    expect(negated.samples?.gradient(vector(1, 2, 3), 0)).toEqual(vector(-1, -2, -3));
    expect(scaledLoss(convex, 2).minimum).toBe(6);
  });
});

describe('linearLoss(dimension, now)', () => {
  it('has the slope of its plane everywhere and its level at the centre', () => {
    const loss = linearLoss(2, () => ({ level: 5, slope: vector(1, -2), centre: vector(3, 4) }));
    expect(loss.gradient(vector(9, 9))).toEqual(vector(1, -2));
    expect(loss.value(vector(3, 4))).toBe(5);
    expect(loss.value(vector(4, 6))).toBe(2);
    expect(loss.roundoff(vector(3, 4)).value).toBeGreaterThan(0);
  });
});
