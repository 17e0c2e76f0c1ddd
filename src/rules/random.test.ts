import { describe, expect, it } from 'vitest';
import { gamma } from '../linalg/rounding.ts';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import type { Loss } from '../types/loss.ts';
import type { RuleContext } from '../types/rule.ts';
import evolutionStrategy from './evolutionStrategy.ts';
import forwardGradient from './forwardGradient.ts';
import miniBatchGradientDescent from './miniBatchGradientDescent.ts';
import randomCoordinateDescent from './randomCoordinateDescent.ts';
import spsa from './spsa.ts';
import weightPerturbation from './weightPerturbation.ts';

/** ½(x² + 2y² + 4z²) */
const loss = quadraticLoss({ name: 'bowl', spectrum: [1, 2, 4], rotation: null, centre: null, drift: null });
const theta = Float64Array.of(3, -1, 2);
const gradient = Float64Array.of(3, -2, 8);

const context = (overrides: Partial<RuleContext>): RuleContext => ({
  theta,
  gradient,
  stepSize: 0.5,
  step: 0,
  time: 0,
  random: seededRandom(5),
  hyperparameters: {},
  loss,
  parameters: [],
  ...overrides,
});

/** A source that gives these numbers in turn. */
const sequence = (...values: readonly number[]) => {
  let at = 0;
  return () => values[at++ % values.length] ?? 0;
};

/** The first n normal deviates of seed 5. */
const deviates = (n: number): readonly number[] => {
  const random = seededRandom(5);
  return Array.from({ length: n }, () => standardNormal(random));
};

const expectClose = (actual: ArrayLike<number>, exact: readonly number[], bound: number): void => {
  for (const [i, d] of exact.entries())
    expect(Math.abs((actual[i] ?? Number.NaN) - d)).toBeLessThanOrEqual(bound);
};

it('randomCoordinateDescent.update() moves the coordinate that it drew along −η∂ᵢL', () => {
  expect(randomCoordinateDescent.update(context({ random: () => 0 }))).toEqual(Float64Array.of(-1.5, 0, 0));
  expect(randomCoordinateDescent.update(context({ random: () => 0.5 }))).toEqual(Float64Array.of(0, 1, 0));
  expect(randomCoordinateDescent.update(context({ random: () => 0.999 }))).toEqual(Float64Array.of(0, 0, -4));
});

it('forwardGradient.update() is −η(∇Lᵀξ)ξ', () => {
  const [a = 0, b = 0, c = 0] = deviates(3);
  const slope = 3 * a - 2 * b + 8 * c;
  const size = 3 * Math.abs(a) + 2 * Math.abs(b) + 8 * Math.abs(c);
  const bound = gamma(8) * size * Math.max(...[a, b, c].map(Math.abs));
  expectClose(
    forwardGradient.update(context({})),
    [a, b, c].map((xi) => -0.5 * slope * xi),
    bound,
  );
});

describe('spsa.update()', () => {
  it('is −η(∇Lᵀδ)δ on a quadratic, exactly where all numbers are short', () => {
    const hyperparameters = { radius: 2 ** -5 };
    // δ = (−1, 1, 1): ∇Lᵀδ = −3 − 2 + 8 = 3.
    expect(spsa.update(context({ random: sequence(0.2, 0.7, 0.5), hyperparameters }))).toEqual(
      Float64Array.of(1.5, -1.5, -1.5),
    );
    // Both signs have half of the odds.
    expect(spsa.update(context({ random: sequence(1 / 2 - 2 ** -53, 0.5, 0.999), hyperparameters }))).toEqual(
      Float64Array.of(1.5, -1.5, -1.5),
    );
  });

  it('rests where both losses overflow', () => {
    const infinite: Loss = { ...loss, value: () => Number.POSITIVE_INFINITY };
    const delta = spsa.update(context({ loss: infinite, hyperparameters: { radius: 0.1 } }));
    expect(delta.every((d) => d === 0)).toBe(true);
  });
});

it('weightPerturbation.update() is −η(∇Lᵀξ + ½σξᵀHξ)ξ on a quadratic', () => {
  const xi = deviates(3);
  const [a = 0, b = 0, c = 0] = xi;
  const sigma = 2 ** -8;
  const slope = 3 * a - 2 * b + 8 * c + (sigma / 2) * (a * a + 2 * b * b + 4 * c * c);
  // The two losses, near 13.5, are off by a dozen roundings each, and the quotient magnifies that by 1/σ.
  const bound = ((gamma(12) * 2 * 20) / sigma) * Math.max(...xi.map(Math.abs));
  expectClose(
    weightPerturbation.update(context({ hyperparameters: { spread: sigma } })),
    xi.map((x) => -0.5 * slope * x),
    bound,
  );
});

it('evolutionStrategy.update() averages −η(∇Lᵀξ)ξ over its population on a quadratic', () => {
  const xi = deviates(6);
  const draws = [xi.slice(0, 3), xi.slice(3)];
  const exact = [0, 1, 2].map((i) =>
    draws.reduce(
      (sum, [a = 0, b = 0, c = 0], n) => sum - 0.25 * (3 * a - 2 * b + 8 * c) * (draws[n]?.[i] ?? 0),
      0,
    ),
  );
  const bound = ((gamma(12) * 2 * 20) / 0.125) * Math.max(...xi.map(Math.abs));
  expectClose(
    evolutionStrategy.update(context({ hyperparameters: { population: 2, spread: 0.125 } })),
    exact,
    bound,
  );
});

it.each([
  [1.5, 2],
  [2.25, 2],
])('evolutionStrategy.update() rounds a population of %d to %d', (between, population) => {
  const deltas = [between, population].map((n) =>
    evolutionStrategy.update(context({ hyperparameters: { population: n, spread: 0.125 } })),
  );
  // Each context draws from the start of seed 5.
  expect(deltas[0]).toEqual(deltas[1]);
});

describe('miniBatchGradientDescent.update()', () => {
  const samples = {
    count: 4,
    gradient: (_: Float64Array, sample: number) => Float64Array.of(sample, -sample, 2 * sample),
  };

  it('averages the gradients of the samples that it drew', () => {
    // Samples 1 and 3: mean (2, −2, 4).
    const delta = miniBatchGradientDescent.update(
      context({ loss: { ...loss, samples }, random: sequence(0.3, 0.9), hyperparameters: { batch: 2 } }),
    );
    expect(delta).toEqual(Float64Array.of(-1, 1, -2));
    // Samples 1, 3 and 2 of a batch of 2.5, rounded to 3.
    const rounded = miniBatchGradientDescent.update(
      context({
        loss: { ...loss, samples },
        random: sequence(0.3, 0.9, 0.5),
        hyperparameters: { batch: 2.5 },
      }),
    );
    expect(rounded).toEqual(Float64Array.of(-1, 1, -2));
    expect(
      miniBatchGradientDescent.update(
        context({
          loss: { ...loss, samples },
          random: sequence(0.3, 0.9, 0),
          hyperparameters: { batch: 2.5 },
        }),
      ),
    ).toEqual(Float64Array.of(1, -1, 2).map((d) => (-0.5 * 4 * d) / 3));
  });

  it('takes a batch of one at its word', () => {
    const delta = miniBatchGradientDescent.update(
      context({ loss: { ...loss, samples }, random: sequence(0.5), hyperparameters: { batch: 1 } }),
    );
    expect(delta).toEqual(Float64Array.of(-1, 1, -2));
  });

  it('is gradient descent on a loss without samples', () => {
    expect(miniBatchGradientDescent.update(context({}))).toEqual(Float64Array.of(-1.5, 1, -4));
  });
});
