import { describe, expect, it } from 'vitest';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import type { Loss } from '../types/loss.ts';
import type { Network } from '../types/network.ts';
import type { RuleContext } from '../types/rule.ts';
import directFeedbackAlignment from './directFeedbackAlignment.ts';
import feedbackAlignment from './feedbackAlignment.ts';
import signSymmetricFeedback from './signSymmetricFeedback.ts';

/**
 * A linear 2-2-2-1 network on one sample x = (1, 2), target 1, L = ½(z − target)², worked out by hand:
 * W₀ = [1 0; 2 −1] gives a₁ = (1, 0); W₁ = [3 1; −2 1] gives a₂ = (3, −2); W₂ = [1 −2] gives z = 7, e = 6.
 */
const theta = Float64Array.of(1, 0, 2, -1, 3, 1, -2, 1, 1, -2);
const network: Network = {
  layers: [
    { name: 'W₀', rows: 2, columns: 2, offset: 0 },
    { name: 'W₁', rows: 2, columns: 2, offset: 4 },
    { name: 'W₂', rows: 1, columns: 2, offset: 8 },
  ],
  inputs: [Float64Array.of(1, 2)],
  targets: [Float64Array.of(1)],
  weights: (t, l) => (l === 2 ? t.subarray(8, 10) : t.subarray(4 * l, 4 * l + 4)),
  forward: () => ({
    activities: [Float64Array.of(1, 2), Float64Array.of(1, 0), Float64Array.of(3, -2), Float64Array.of(7)],
    slopes: [Float64Array.of(1, 1), Float64Array.of(1, 1), Float64Array.of(1)],
    outputError: Float64Array.of(6),
  }),
};
const bare = quadraticLoss({
  name: 'quadratic',
  spectrum: Array.from(theta, () => 1),
  rotation: null,
  centre: null,
  drift: null,
});
const loss: Loss = { ...bare, network };

const context: RuleContext = {
  theta,
  gradient: new Float64Array(10),
  stepSize: 0.5,
  step: 0,
  time: 0,
  random: () => 0,
  hyperparameters: {},
  loss,
  parameters: [],
};

/** The first n normal deviates of seed 3. */
const deviates = (n: number): readonly number[] => {
  const random = seededRandom(3);
  return Array.from({ length: n }, () => standardNormal(random));
};

/** A network of 30 inputs, 40 and 60 hidden units and 20 outputs, of which only the shape is asked for. */
const wide: Loss = {
  ...bare,
  network: {
    ...network,
    layers: [
      { name: 'W₀', rows: 40, columns: 30, offset: 0 },
      { name: 'W₁', rows: 60, columns: 40, offset: 1200 },
      { name: 'W₂', rows: 20, columns: 60, offset: 3600 },
    ],
  },
};

/** Moments within five standard errors, √(1/n), √(2/n) and √(96/n) of the first, second and fourth over σ, σ² and σ⁴. */
const expectNormal = (
  entries: ArrayLike<number>,
  { count, variance }: { readonly count: number; readonly variance: number },
): void => {
  expect(entries).toHaveLength(count);
  const moment = (power: number): number =>
    Array.from(entries, (x) => (x / Math.sqrt(variance)) ** power).reduce((sum, x) => sum + x, 0) / count;
  expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(1 / count));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
};

describe('feedbackAlignment.update()', () => {
  it('sends errors back through its fixed matrices, layer by layer', () => {
    // B₂ = (2, 3)ᵀ: e₁ = (12, 18); B₁ = [1 −1; 0 2]: e₀ = (−6, 36).
    const feedback = [new Float64Array(), Float64Array.of(1, -1, 0, 2), Float64Array.of(2, 3)];
    expect(feedbackAlignment.update(context, feedback)).toEqual(
      Float64Array.of(3, 6, -18, -36, -6, -0, -9, -0, -9, 6),
    );
  });

  it('draws normal matrices of variance 1/rows, one entry after the other, none for the first layer', () => {
    const [a, b, c, d, e, f] = deviates(6);
    // W₁ has two rows, W₂ one.
    expect(feedbackAlignment.init(theta, { loss, random: seededRandom(3) })).toEqual([
      new Float64Array(),
      Float64Array.of(a!, b!, c!, d!).map((x) => x / Math.SQRT2),
      Float64Array.of(e!, f!),
    ]);
    const other = feedbackAlignment.init(theta, { loss, random: seededRandom(4) });
    expect(other.map(({ length }) => length)).toEqual([0, 4, 2]);
    expect(other[1]).not.toEqual(feedbackAlignment.init(theta, { loss, random: seededRandom(3) })[1]);
  });

  it('draws entries of mean 0, variance 1/rows and kurtosis 3', () => {
    const [, hidden = [], output = []] = feedbackAlignment.init(theta, {
      loss: wide,
      random: seededRandom(3),
    });
    expectNormal(hidden, { count: 60 * 40, variance: 1 / 60 });
    expectNormal(output, { count: 20 * 60, variance: 1 / 20 });
  });
});

describe('directFeedbackAlignment.update()', () => {
  it('sends the error at the output to every layer at once', () => {
    // B₁ = (1, −1)ᵀ: e₀ = (6, −6); B₂ = (2, 3)ᵀ: e₁ = (12, 18).
    const feedback = [new Float64Array(), Float64Array.of(1, -1), Float64Array.of(2, 3)];
    expect(directFeedbackAlignment.update(context, feedback)).toEqual(
      Float64Array.of(-3, -6, 3, 6, -6, -0, -9, -0, -9, 6),
    );
  });

  it('draws one column per output for each hidden layer', () => {
    const state = directFeedbackAlignment.init(theta, { loss, random: seededRandom(3) });
    expect(state.map(({ length }) => length)).toEqual([0, 2, 2]);
    // One output: variance 1.
    expect(state.flatMap((matrix) => [...matrix])).toEqual(deviates(4));
  });

  it('draws entries of mean 0, variance 1/outputs and kurtosis 3', () => {
    const [, hidden = [], output = []] = directFeedbackAlignment.init(theta, {
      loss: wide,
      random: seededRandom(3),
    });
    expectNormal(hidden, { count: 40 * 20, variance: 1 / 20 });
    expectNormal(output, { count: 60 * 20, variance: 1 / 20 });
  });
});

describe('signSymmetricFeedback.update()', () => {
  it('sends errors back through the signs of the transposed weights', () => {
    // sign(W₂)ᵀ6 = (6, −6); sign(W₁)ᵀ(6, −6) = (6 + 6, 6 − 6) = (12, 0).
    expect(signSymmetricFeedback.update(context)).toEqual(
      Float64Array.of(-6, -12, -0, -0, -3, -0, 3, -0, -9, 6),
    );
  });
});

it.each([
  ['feedback-alignment', () => feedbackAlignment.init(theta, { loss: bare, random: () => 0 })],
  ['direct-feedback-alignment', () => directFeedbackAlignment.init(theta, { loss: bare, random: () => 0 })],
  ['sign-symmetric-feedback', () => signSymmetricFeedback.update({ ...context, loss: bare })],
])('%s refuses a loss without a network', (name, call) => {
  expect(call).toThrow(`${name}: loss must have a network, got loss = quadratic without one`);
});
