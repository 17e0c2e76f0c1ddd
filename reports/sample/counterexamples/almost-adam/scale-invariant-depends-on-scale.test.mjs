// scale-invariant: Multiplying the loss by c > 0, and what is declared in units of the gradient along, leaves every Δθ as it is.
// on quadratic from θ = [1], η = 1: with every gradient times 2, Δθ[0] at step 0 is 1 instead of 0.99999999
// Seed 1, case 0.
import rule from "../../rules/almostAdam.ts";
import { replayCase } from 'natgrad-check';
import { expect, it } from 'vitest';

const scenario = { "loss": { "family": "quadratic", "parameters": { "spectrum": [1] } }, "theta": [1], "stepSize": 1, "steps": 1, "seed": 0, "hyperparameters": {  } };

it('holds on the smallest case that broke it', async () => {
  const observation = await replayCase(rule, "scale-invariant", scenario);
  expect(observation.status, observation.sentence).not.toBe('refuted');
});
