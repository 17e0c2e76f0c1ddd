// calibrated: On a linear loss the first Δθ is −η∇L, on average over the random numbers that the rule draws.
// on quadratic from θ = [0], η = 1: on a linear loss with ∂L/∂θ[0] = 1.000, the first Δθ[0] is 1 instead of −1 = −η∂L/∂θ[0]
// Seed 1, case 0.
import rule from "../../rules/almostAdam.ts";
import { replayCase } from 'natgrad-check';
import { expect, it } from 'vitest';

const scenario = { "loss": { "family": "quadratic", "parameters": { "spectrum": [1] } }, "theta": [0], "stepSize": 1, "steps": 1, "seed": 0, "hyperparameters": {  } };

it('holds on the smallest case that broke it', async () => {
  const observation = await replayCase(rule, "calibrated", scenario);
  expect(observation.status, observation.sentence).not.toBe('refuted');
});
