// orthogonal-equivariant: Rotating or reflecting the parameter space rotates or reflects every Δθ with it.
// on quadratic from θ = [1, 0], η = 1: after a reflection along (1, 2), Δθ[0] at step 0 is 1 instead of 0.6
// Seed 1, case 0.
import rule from "../../rules/almostAdam.ts";
import { replayCase } from 'natgrad-check';
import { expect, it } from 'vitest';

const scenario = { "loss": { "family": "quadratic", "parameters": { "spectrum": [1, 1] } }, "theta": [1, 0], "stepSize": 1, "steps": 1, "seed": 0, "hyperparameters": {  } };

it('holds on the smallest case that broke it', async () => {
  const observation = await replayCase(rule, "orthogonal-equivariant", scenario);
  expect(observation.status, observation.sentence).not.toBe('refuted');
});
