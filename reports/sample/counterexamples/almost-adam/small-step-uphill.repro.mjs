// small-step: With t frozen and the full gradient there is a step size at which every step that moves has yᵀΔθ > 0.
// on quadratic from θ = [1], η = 1: step 0 goes uphill: yᵀΔθ = −0.007812 (ψ = 180°) with η = 0.007813, so small that ∇L changes by 0.7812 % over the run
// Seed 1, case 0. Run it with: node small-step-uphill.repro.mjs
import assert from 'node:assert/strict';

const file = new URL("../../rules/almostAdam.ts", import.meta.url);
// What node cannot read by itself, such as TypeScript before Node 22.18, natgrad-check reads.
const { default: rule } = await import(file).catch(async () => (await import('natgrad-check')).importModule(file));

const spectrum = [1];
const centre = [0];
const reflect = (x) => [...x];
const local = (theta, time) => reflect(Array.from(theta).map((x, i) => x - centre[i]));
const value = (theta, time = 0) => local(theta, time).reduce((sum, z, i) => sum + (spectrum[i] * z * z) / 2, 0);
const gradientAt = (theta, time = 0) => reflect(local(theta, time).map((z, i) => spectrum[i] * z));
const loss = { name: 'quadratic', dimension: 1, smoothness: 1, value, gradient: gradientAt };

const subject = typeof rule === 'function' ? { update: rule } : rule;
const stepSize = 0.0078125;
const declared = Object.entries(subject.hyperparameters ?? {}).map(([name, range]) => [name, range.default]);
const hyperparameters = { ...Object.fromEntries(declared), ...{  } };
const parameters = [{ "name": "theta", "shape": [1], "from": 0, "to": 1 }];
const random = Math.random;
let theta = Float64Array.from([1]);
const start = theta.slice();
let state = subject.init?.(start, { random, loss, hyperparameters, parameters });
for (let step = 0; step < 1; step++) {
  const time = 0;
  const gradient = Float64Array.from(gradientAt(theta, time));
  const shown = { theta: theta.slice(), gradient: gradient.slice() };
  const output = subject.update({ ...shown, stepSize, step, time, random, hyperparameters, parameters, loss }, state);
  const next = output.theta && Float64Array.from(output.theta);
  const delta = next ? Array.from(next, (x, i) => x - theta[i]) : Array.from(output.delta ?? output);
  if (output.state !== undefined) state = output.state;
  const y = Array.from(gradient, (slope) => -slope);
  const drop = y.reduce((sum, value, i) => sum + value * delta[i], 0);
  if (delta.some((value) => value !== 0)) assert.ok(drop > 0, `yᵀΔθ at step ${step} is ${drop}, not above 0`);
  theta = next ?? theta.map((x, i) => x + delta[i]);
  assert.equal(delta.length, y.length, 'length of Δθ');
}
