import { describe, expect, it } from 'vitest';
import { seededRandom } from '../linalg/seeded.ts';
import { quadraticLoss } from '../losses/parts/quadraticLoss.ts';
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
};

describe('feedbackAlignment.update()', () => {
  it('sends errors back through its fixed matrices, layer by layer', () => {
    // B₂ = (2, 3)ᵀ: e₁ = (12, 18); B₁ = [1 −1; 0 2]: e₀ = (−6, 36).
    const feedback = [new Float64Array(), Float64Array.of(1, -1, 0, 2), Float64Array.of(2, 3)];
    expect(feedbackAlignment.update(context, feedback)).toEqual(
      Float64Array.of(3, 6, -18, -36, -6, -0, -9, -0, -9, 6),
    );
  });

  it('draws normal matrices of variance 1/rows, none for the first layer', () => {
    const state = feedbackAlignment.init(theta, { loss, random: seededRandom(3) });
    expect(state.map(({ length }) => length)).toEqual([0, 4, 2]);
    expect(state).toEqual(feedbackAlignment.init(theta, { loss, random: seededRandom(3) }));
    expect(state).not.toEqual(feedbackAlignment.init(theta, { loss, random: seededRandom(4) }));
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
