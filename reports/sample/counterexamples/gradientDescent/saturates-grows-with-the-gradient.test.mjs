// saturates: Far beyond all others the size of a gradient no longer matters: its step neither grows with it nor vanishes.
// on quadratic from θ = [1], η = 1: with ∂L/∂θ[0] = 1.2e+24 at step 0, 1.1e+12 times as large as it was, Δθ[0] is −1.209e+24 instead of −1100000000000
// Seed 1, case 0.
import rule from "../../rules/gradientDescent.ts";
import { replayCase } from 'natgrad-check';
import { expect, it } from 'vitest';

const scenario = { "loss": { "family": "quadratic", "parameters": { "spectrum": [1] } }, "theta": [1], "stepSize": 1, "steps": 1, "seed": 0, "hyperparameters": {  } };

it('holds on the smallest case that broke it', async () => {
  const observation = await replayCase(rule, "saturates", scenario);
  expect(observation.status, observation.sentence).not.toBe('refuted');
});
