import type { EarlierCase } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Json } from '../types/vector.ts';
import type { CounterexampleOrigin } from './counterexample.ts';
import type { Finding } from './protocol.ts';

/**
 * The text of a test file (a JavaScript module for vitest) that reproduces a finding. Where the check is about single steps or the loss
 * along the run, and the loss is a quadratic, it stands alone: the loss is written out and nothing is imported but the
 * rule. Otherwise it runs the stored case through this package.
 */
export const standaloneTest = (finding: Finding, origin: CounterexampleOrigin): string => {
  const assertion = assertions[origin.check];
  const loss = quadraticText(finding.minimal.loss.parameters);
  const body =
    assertion !== undefined && loss !== undefined && origin.rule.file !== null && !finding.before
      ? aloneText(finding, loss, assertion)
      : packageText(finding, origin);
  const header = [
    `${origin.check}: ${origin.claim}`,
    finding.sentence,
    `Seed ${origin.seed}, case ${finding.index}.`,
  ];
  return `${header.map(commentLine).join('\n')}\n${importText(origin)}${body}`;
};

const commentLine = (text: string): string => `// ${text.replace(/\s+/g, ' ').slice(0, 400)}`;

const importText = ({ rule }: CounterexampleOrigin): string =>
  rule.beside === undefined ? '' : `import rule from ${literal(rule.beside)};\n`;

/** JavaScript source of a JSON value; −0 and non-finite numbers included. */
const literal = (value: Json | undefined): string => {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => literal(item)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${literal(item)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value ?? null);
};

/** The body of the loop behind `delta`, or of the end of the run, in terms of `history` and `y`. */
const uphill = `    const drop = y.reduce((sum, value, i) => sum + value * delta[i], 0);
    if (delta.some((value) => value !== 0)) expect(drop, \`yᵀΔθ at step \${step}\`).toBeGreaterThan(0);
`;
const wellFormed = `    expect(delta).toHaveLength(theta.length);
    expect([...delta].every(Number.isFinite), \`Δθ at step \${step} is [\${[...delta]}]\`).toBe(true);
    expect([...shown.theta]).toEqual([...theta]);
    expect([...shown.gradient]).toEqual([...gradient]);
`;
const falls = `    if (delta.some((value) => value !== 0)) {
      expect(value(theta.map((x, i) => x + delta[i])), \`L behind step \${step}\`).toBeLessThan(value(theta));
    }
`;
const still = `    expect([...delta].every((value) => value === 0), \`Δθ with step size 0 is [\${[...delta]}]\`).toBe(true);
`;

const assertions: Readonly<Record<string, { readonly perStep: string; readonly stepSize?: number }>> = {
  'small-step': { perStep: uphill },
  'every-step': { perStep: falls },
  'well-formed': { perStep: wellFormed },
  finite: { perStep: wellFormed },
  'inputs-untouched': { perStep: wellFormed },
  'zero-step-size': { perStep: still, stepSize: 0 },
};

const quadraticText = (parameters: Json): string | undefined => {
  if (typeof parameters !== 'object' || parameters === null || !('spectrum' in parameters)) return undefined;
  const { spectrum, rotation, centre } = parameters;
  if (!Array.isArray(spectrum)) return undefined;
  const axes = Array.isArray(rotation)
    ? `const v = ${literal(rotation)};
const vv = v.reduce((sum, x) => sum + x * x, 0);
const reflect = (x) => {
  const twice = (2 * x.reduce((sum, value, i) => sum + value * v[i], 0)) / vv;
  return x.map((value, i) => value - twice * v[i]);
};`
    : 'const reflect = (x) => [...x];';
  return `const spectrum = ${literal(spectrum)};
const centre = ${literal(Array.isArray(centre) ? centre : spectrum.map(() => 0))};
${axes}
const local = (theta) => reflect(Array.from(theta).map((x, i) => x - centre[i]));
const value = (theta) => local(theta).reduce((sum, z, i) => sum + (spectrum[i] * z * z) / 2, 0);
const gradientAt = (theta) => reflect(local(theta).map((z, i) => spectrum[i] * z));`;
};

const aloneText = (
  { minimal }: Finding,
  loss: string,
  { perStep, stepSize }: { readonly perStep: string; readonly stepSize?: number },
): string => `import { expect, it } from 'vitest';

${loss}

it('descends on the smallest case that broke it', () => {
  const subject = typeof rule === 'function' ? { update: rule } : rule;
  const stepSize = ${literal(stepSize ?? refutingStepSize(minimal))};
  const declared = Object.entries(subject.hyperparameters ?? {}).map(([name, range]) => [name, range.default]);
  const hyperparameters = { ...Object.fromEntries(declared), ...${literal(minimal.hyperparameters)} };
  const loss = { name: 'quadratic', dimension: spectrum.length, smoothness: Math.max(...spectrum), value, gradient: gradientAt };
  const random = Math.random;
  let theta = Float64Array.from(${literal(minimal.theta)});
  let state = subject.init?.(theta.slice(), { random, loss, hyperparameters });
  for (let step = 0; step < ${minimal.steps}; step++) {
    const gradient = Float64Array.from(gradientAt(theta));
    const shown = { theta: theta.slice(), gradient: gradient.slice() };
    const output = subject.update({ ...shown, stepSize, step, time: step * stepSize, random, hyperparameters, loss }, state);
    const delta = Array.from(output.delta ?? output);
    if (output.state !== undefined) state = output.state;
    const y = Array.from(gradient, (slope) => -slope);
${perStep}    theta = theta.map((x, i) => x + delta[i]);
    expect(y).toHaveLength(theta.length);
  }
});
`;

/** The step size at which the check was refuted, where it tried several. */
const refutingStepSize = ({ stepSize, derived }: Finding['minimal']): number =>
  typeof derived.stepSize === 'number' ? derived.stepSize : stepSize;

const packageText = ({ minimal, before }: Finding, { rule, check }: CounterexampleOrigin): string => {
  const { derived: _, ...scenario } = minimal;
  const subject = rule.file === null ? literal(rule.name) : 'rule';
  return `import { replayCase } from 'natgrad-check';
import { expect, it } from 'vitest';

${before ? `const before = [${before.map(earlierText).join(', ')}];\n` : ''}const scenario = ${scenarioText(scenario)};

it('holds on the smallest case that broke it', async () => {
${before ? `  for (const [check, earlier] of before) await replayCase(${subject}, check, earlier);\n` : ''}  const observation = await replayCase(${subject}, ${literal(check)}, scenario);
  expect(observation.status, observation.sentence).not.toBe('refuted');
});
`;
};

const earlierText = ({ check, scenario }: EarlierCase): string =>
  `[${literal(check)}, ${scenarioText(scenario)}]`;

const scenarioText = (scenario: Scenario): string => literal({ ...scenario, loss: { ...scenario.loss } });
