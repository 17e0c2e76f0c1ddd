// small-step: With t frozen and the full gradient there is a step size at which every step that moves has yᵀΔθ > 0.
// on quadratic from θ = [1], η = 1: step 0 goes uphill: yᵀΔθ = −0.007812 (ψ = 180°) with η = 0.007813, so small that ∇L changes by 0.7812 % over the run
// Seed 1, case 0.
import rule from "../../rules/almostAdam.ts";
import { expect, it } from 'vitest';

const spectrum = [1];
const centre = [0];
const reflect = (x) => [...x];
const local = (theta) => reflect(Array.from(theta).map((x, i) => x - centre[i]));
const value = (theta) => local(theta).reduce((sum, z, i) => sum + (spectrum[i] * z * z) / 2, 0);
const gradientAt = (theta) => reflect(local(theta).map((z, i) => spectrum[i] * z));

it('descends on the smallest case that broke it', () => {
  const subject = typeof rule === 'function' ? { update: rule } : rule;
  const stepSize = 0.0078125;
  const declared = Object.entries(subject.hyperparameters ?? {}).map(([name, range]) => [name, range.default]);
  const hyperparameters = { ...Object.fromEntries(declared), ...{  } };
  const loss = { name: 'quadratic', dimension: spectrum.length, smoothness: Math.max(...spectrum), value, gradient: gradientAt };
  const random = Math.random;
  let theta = Float64Array.from([1]);
  const start = theta.slice();
  let state = subject.init?.(start, { random, loss, hyperparameters });
  for (let step = 0; step < 1; step++) {
    const gradient = Float64Array.from(gradientAt(theta));
    const shown = { theta: theta.slice(), gradient: gradient.slice() };
    const output = subject.update({ ...shown, stepSize, step, time: 0, random, hyperparameters, loss }, state);
    const delta = Array.from(output.delta ?? output);
    if (output.state !== undefined) state = output.state;
    const y = Array.from(gradient, (slope) => -slope);
    const drop = y.reduce((sum, value, i) => sum + value * delta[i], 0);
    if (delta.some((value) => value !== 0)) expect(drop, `yᵀΔθ at step ${step}`).toBeGreaterThan(0);
    theta = theta.map((x, i) => x + delta[i]);
    expect(y).toHaveLength(theta.length);
  }
});
