import { stepsAtRest } from '../checks/parts/standstill.ts';
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
  const assertion = assertionOf(origin.check, finding);
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

/** What a test asserts, in terms of the locals of {@link aloneText}. */
interface Assertion {
  /** Behind `init`. */
  readonly begun?: string;
  /** In each step, behind `update`. */
  readonly returned?: string;
  /** In each step, behind `delta` and `y`. */
  readonly perStep: string;
  /** Behind the last step. */
  readonly ended?: string;
  readonly stepSize?: number;
  readonly steps?: number;
  /** Time stands still at t = 0, as in the run of the check. */
  readonly frozen?: true;
}

const uphill = `    const drop = y.reduce((sum, value, i) => sum + value * delta[i], 0);
    if (delta.some((value) => value !== 0)) expect(drop, \`yᵀΔθ at step \${step}\`).toBeGreaterThan(0);
`;
const wellFormed: Assertion = {
  begun: `  expect(typeof state?.then, 'init returned a promise').not.toBe('function');
  expect([...start], 'theta behind init').toEqual([...theta]);
`,
  returned: `    const given = output.delta ?? output;
    expect(typeof output.then, \`update returned a promise at step \${step}\`).not.toBe('function');
    expect(Array.isArray(given) || ArrayBuffer.isView(given), \`Δθ at step \${step} is an array\`).toBe(true);
`,
  perStep: `    expect(delta).toHaveLength(theta.length);
    expect([...delta].every(Number.isFinite), \`Δθ at step \${step} is [\${[...delta]}]\`).toBe(true);
    expect([...shown.theta]).toEqual([...theta]);
    expect([...shown.gradient]).toEqual([...gradient]);
`,
};
/** What a rule was shown it leaves as it is, at later steps too. */
const untouched: Assertion = {
  ...wellFormed,
  begun: `${wellFormed.begun}  const kept = [];
`,
  perStep: `${wellFormed.perStep}    kept.push({ step, shown, was: { theta: [...theta], gradient: [...gradient] } });
`,
  ended: `  for (const { step, shown, was } of kept) {
    expect([...shown.theta], \`theta of step \${step}\`).toEqual(was.theta);
    expect([...shown.gradient], \`gradient of step \${step}\`).toEqual(was.gradient);
  }
`,
};
const falls = `    if (delta.some((value) => value !== 0)) {
      expect(value(theta.map((x, i) => x + delta[i])), \`L behind step \${step}\`).toBeLessThan(value(theta));
    }
`;
const still = `    expect([...delta].every((value) => value === 0), \`Δθ with step size 0 is [\${[...delta]}]\`).toBe(true);
`;

/** A rule at rest stays where it is: one run as long as the check's shows it. */
const moves = ({ steps, theta }: Scenario): Assertion => {
  const all = stepsAtRest(steps, theta.length);
  return {
    begun: `  let moved = false;
`,
    perStep: `    moved ||= delta.some((value) => value !== 0);
`,
    ended: `  expect(moved, 'Δθ ≠ 0 in one of ${all} steps').toBe(true);
`,
    steps: all,
    frozen: true,
  };
};

const assertionOf = (check: string, { cause, minimal }: Finding): Assertion | undefined =>
  check === 'small-step' && cause === 'never-moves' ? moves(minimal) : assertions[check];

const assertions: Readonly<Record<string, Assertion>> = {
  'small-step': { perStep: uphill, frozen: true },
  'every-step': { perStep: falls },
  'well-formed': wellFormed,
  finite: wellFormed,
  'inputs-untouched': untouched,
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
  { begun = '', returned = '', perStep, ended = '', stepSize, steps, frozen }: Assertion,
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
  const start = theta.slice();
  let state = subject.init?.(start, { random, loss, hyperparameters });
${begun}  for (let step = 0; step < ${steps ?? minimal.steps}; step++) {
    const gradient = Float64Array.from(gradientAt(theta));
    const shown = { theta: theta.slice(), gradient: gradient.slice() };
    const output = subject.update({ ...shown, stepSize, step, time: ${frozen ? '0' : 'step * stepSize'}, random, hyperparameters, loss }, state);
${returned}    const delta = Array.from(output.delta ?? output);
    if (output.state !== undefined) state = output.state;
    const y = Array.from(gradient, (slope) => -slope);
${perStep}    theta = theta.map((x, i) => x + delta[i]);
    expect(y).toHaveLength(theta.length);
  }
${ended}});
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
