// constant-signs: As long as no ∂L/∂θᵢ changes its sign, every Δθᵢ is 0 or has the sign of −∂L/∂θᵢ.
// on quadratic from θ = [1], η = 1: Δθ[0] at step 0 is 1 where −∂L is −1 and has been all along
// Seed 1, case 1.
import rule from "../../rules/almostAdam.ts";
import { replayCase } from 'natgrad-check';
import { expect, it } from 'vitest';

const scenario = { "loss": { "family": "quadratic", "parameters": { "spectrum": [1] } }, "theta": [1], "stepSize": 1, "steps": 1, "seed": 0, "hyperparameters": {  } };

it('holds on the smallest case that broke it', async () => {
  const observation = await replayCase(rule, "constant-signs", scenario);
  expect(observation.status, observation.sentence).not.toBe('refuted');
});
