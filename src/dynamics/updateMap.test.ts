import { describe, expect, it } from 'vitest';
import driftingQuadratic from '../losses/driftingQuadratic.ts';
import quadratic from '../losses/quadratic.ts';
import type { LearningRule } from '../types/rule.ts';
import { flatState } from './flatState.ts';
import { updateMap } from './updateMap.ts';
import { windowedLoss, windowedStep } from './windowedLoss.ts';

const bowl = quadratic.build({ spectrum: [1], rotation: null });
const setting = { theta: Float64Array.of(1), stepSize: 0.5, seed: 7, hyperparameters: {} };

const memory: LearningRule<{ velocity: Float64Array; count: number }> = {
  init: (theta) => ({ velocity: new Float64Array(theta.length), count: 0 }),
  update: ({ gradient, stepSize }, state) => {
    const velocity = state.velocity.map((v, i) => v / 2 - stepSize * gradient[i]!);
    return { delta: velocity, state: { velocity, count: state.count + 1 } };
  },
};

describe('flatState(state)', () => {
  it('finds every number and restores the form', () => {
    const state = { a: [1, Float64Array.of(2, 3)], b: { c: Float32Array.of(4) }, d: undefined, e: null };
    const flat = flatState(state);
    expect(flat.values).toEqual(Float64Array.of(1, 2, 3, 4));
    expect(flat.restore(Float64Array.of(5, 6, 7, 8))).toEqual({
      a: [5, Float64Array.of(6, 7)],
      b: { c: Float32Array.of(8) },
      d: undefined,
      e: null,
    });
  });

  it('says where a state holds something else', () => {
    expect(() => flatState({ a: { b: 'text' } })).toThrow('flatState: state.a.b must be numbers');
    expect(() => flatState([new Map()])).toThrow('state[0]');
  });
});

describe('updateMap(rule, loss, setting)', () => {
  it('carries θ, memory, step and time', () => {
    const map = updateMap(memory, bowl, setting);
    expect(map.initial).toEqual(Float64Array.of(1, 0, 0, 0, 0));
    const once = map.apply(map.initial);
    expect(once).toEqual(Float64Array.of(0.5, -0.5, 1, 1, 0.5));
    expect(map.apply(once)).toEqual(Float64Array.of(0, -0.5, 2, 2, 1));
  });

  it('is pure: the same state gives the same next one, in any order', () => {
    const noisy: LearningRule = { update: ({ random }) => [random()] };
    const map = updateMap(noisy, bowl, setting);
    const first = map.apply(map.initial);
    const second = map.apply(first);
    expect(map.apply(map.initial)).toEqual(first);
    expect(map.apply(first)).toEqual(second);
    expect(second[0]! - first[0]!).not.toBe(first[0]! - 1);
  });

  it('draws from a seed what it always drew: a stored case holds the seed, and none of the draws', () => {
    const noisy: LearningRule<number> = {
      init: (_theta, { random }) => random(),
      update: ({ random }, state) => ({ delta: [random()], state }),
    };
    const map = updateMap(noisy, bowl, { ...setting, theta: Float64Array.of(0), seed: 4 });
    expect(map.initial[1]).toBe(0.1507850276795194);
    expect(map.apply(map.initial)[0]).toBe(0.9473369713615429);
  });

  it('hands init the loss, the hyperparameters, and draws that no step repeats', () => {
    const seen: unknown[] = [];
    const rule: LearningRule<number[]> = {
      hyperparameters: { decay: { default: 0.9, min: 0, max: 1 }, other: { default: 2, min: 0, max: 4 } },
      init(theta, { random, loss, hyperparameters }) {
        seen.push([...theta], loss.name, hyperparameters);
        theta.fill(9);
        return [random()];
      },
      update: ({ random, hyperparameters }, state) => ({
        delta: [hyperparameters.decay!],
        state: state.map(() => random()),
      }),
    };
    const map = updateMap(rule, bowl, { ...setting, hyperparameters: { decay: 0.5 } });
    expect(seen).toEqual([[1], 'quadratic', { decay: 0.5, other: 2 }]);
    expect(map.initial[0]).toBe(1);
    const states = [map.initial];
    for (let k = 0; k < 4; k++) states.push(map.apply(states.at(-1)!));
    expect(states[1]![0]).toBe(1.5);
    expect(new Set(states.map((x) => x[1])).size).toBe(5);
  });

  it('adds Δ to the θ that was asked, whatever the rule does to its copy', () => {
    const careless: LearningRule = { update: ({ theta }) => ({ delta: theta.fill(7) }) };
    const map = updateMap(careless, bowl, setting);
    expect(map.apply(map.initial)[0]).toBe(8);
  });

  it('keeps the memory where an update hands back none', () => {
    const keeping: LearningRule<{ at: Float64Array }> = {
      init: () => ({ at: Float64Array.of(3) }),
      update: (_context, state) => ({ delta: state.at }),
    };
    const map = updateMap(keeping, bowl, setting);
    expect(map.apply(map.initial)).toEqual(Float64Array.of(4, 3, 1, 0.5));
  });

  it('sees the loss at the time of the state', () => {
    const loss = driftingQuadratic.build({ spectrum: [2], rotation: null, drift: [1] });
    const map = updateMap({ update: () => [0] }, loss, setting);
    expect(map.loss(Float64Array.of(3, 0, 1))).toBe(4);
    expect(map.lossRoundoff(Float64Array.of(3, 0, 1))).toBeLessThan(1e-14);
  });

  it('refuses a state that changes its form', () => {
    const growing: LearningRule<number[]> = {
      init: () => [],
      update: (_context, state) => ({ delta: [0], state: [...state, 1] }),
    };
    const map = updateMap(growing, bowl, setting);
    expect(() => map.apply(map.initial)).toThrow(
      'updateMap: the state must keep its form, got 1 number after 0',
    );
  });
});

describe('windowedLoss(map, window)', () => {
  it('sums the loss over the window, and says how accurate that is', () => {
    const map = updateMap(memory, bowl, setting);
    const windowed = windowedLoss(map, 2);
    expect(windowed.value(map.initial)).toBe(1 / 2 + 1 / 8);
    expect(windowed.roundoff(map.initial).value).toBeLessThan(1e-14);
    expect(windowed.gradient(map.initial)[0]).toBeCloseTo(1 + 1 / 4, 6);
  });

  it('refuses a window that is none', () => {
    const map = updateMap(memory, bowl, setting);
    expect(() => windowedLoss(map, 0)).toThrow('window must be a whole number ≥ 1, got window = 0');
    expect(() => windowedLoss(map, 1.5)).toThrow(RangeError);
  });
});

describe('windowedStep(map, x, window)', () => {
  it('has a pair where the loss fell over the window, and none at rest or uphill', () => {
    const map = updateMap(memory, bowl, setting);
    expect(windowedStep(map, map.initial, 2).pair?.cosine).toBeGreaterThan(0);
    const uphill = updateMap({ update: ({ gradient }) => gradient }, bowl, setting);
    expect(windowedStep(uphill, uphill.initial, 1)).toMatchObject({
      drop: -1.5,
      rest: false,
      pair: undefined,
    });
    const still = { ...map, apply: (x: Float64Array) => x };
    expect(windowedStep(still, map.initial, 3)).toMatchObject({ drop: 0, rest: true, pair: undefined });
  });
});
