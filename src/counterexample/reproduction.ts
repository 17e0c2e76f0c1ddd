import { basename } from 'node:path';
import { visibleLine } from '../report/visibleText.ts';
import type { ShrunkFailure } from '../types/campaign.ts';
import type { Json } from '../types/vector.ts';
import type { CounterexampleOrigin } from './origin.ts';

/**
 * The text of a program for `node` that reproduces a finding: it ends with 1 while the rule fails, and with 0 once it is
 * mended. Where the check and the loss can be written out, it stands alone and imports nothing but the rule. Otherwise
 * it runs the counterexample that is stored beside it through this package.
 */
export const reproductionText = (finding: ShrunkFailure, origin: CounterexampleOrigin): string => {
  const { alone, before, sentence, index } = finding;
  const { beside } = origin.rule;
  const body =
    alone && beside !== undefined && !before ? aloneText(finding, alone, beside) : packageText(origin);
  const header = [
    `${origin.check}: ${origin.claim}`,
    sentence,
    `Seed ${origin.seed}, case ${index}. Run it with: node ${basename(origin.path, '.json')}.repro.mjs`,
  ];
  return `${header.map(commentLine).join('\n')}\nimport assert from 'node:assert/strict';\n${body}`;
};

/** Text on a line of its own, in which nothing ends the comment or shows it as what it is not. */
const commentLine = (text: string): string => `// ${visibleLine(text, 400)}`;

/** A file as a reproduction names it, relative to its own place. */
const fileText = (path: string): string => `const file = new URL(${literal(path)}, import.meta.url);\n`;

/** JavaScript source of a JSON value; −0 and non-finite numbers included. */
const literal = (value: Json | undefined): string => {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => literal(item)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(
        ([key, item]) => `${key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)}: ${literal(item)}`,
      )
      .join(', ')} }`;
  }
  return JSON.stringify(value ?? null);
};

const aloneText = (
  finding: ShrunkFailure,
  { loss, parameters, assertion }: NonNullable<ShrunkFailure['alone']>,
  beside: string,
): string => {
  const { minimal } = finding;
  const { begun = '', returned = '', perStep, ended = '', stepSize, steps, frozen } = assertion;
  const given = { ...minimal.hyperparameters, ...assertion.hyperparameters };
  return `
${fileText(beside)}// What node cannot read by itself, such as TypeScript before Node 22.18, natgrad-check reads.
const { default: rule } = await import(file).catch(async () => (await import('natgrad-check')).importModule(file));

${loss}

const subject = typeof rule === 'function' ? { update: rule } : rule;
const stepSize = ${literal(stepSize ?? refutingStepSize(finding))};
const declared = Object.entries(subject.hyperparameters ?? {}).map(([name, range]) => [name, range.default]);
const hyperparameters = { ...Object.fromEntries(declared), ...${literal(given)} };
const parameters = ${literal(parameters.map((parameter) => ({ ...parameter })))};
const random = Math.random;
let theta = Float64Array.from(${literal(minimal.theta)});
const start = theta.slice();
let state = subject.init?.(start, { random, loss, hyperparameters, parameters });
${begun}for (let step = 0; step < ${steps ?? minimal.steps}; step++) {
  const time = ${frozen ? '0' : 'step * stepSize'};
  const gradient = Float64Array.from(gradientAt(theta, time));
  const shown = { theta: theta.slice(), gradient: gradient.slice() };
  const output = subject.update({ ...shown, stepSize, step, time, random, hyperparameters, parameters, loss }, state);
${returned}  const next = output.theta && Float64Array.from(output.theta);
  const delta = next ? Array.from(next, (x, i) => x - theta[i]) : Array.from(output.delta ?? output);
  if (output.state !== undefined) state = output.state;
  const y = Array.from(gradient, (slope) => -slope);
${perStep}  theta = next ?? theta.map((x, i) => x + delta[i]);
  assert.equal(delta.length, y.length, 'length of Δθ');
}
${ended}`;
};

/** The step size at which the check was refuted, where it tried several. */
const refutingStepSize = ({ judged, minimal }: ShrunkFailure): number => judged?.stepSize ?? minimal.stepSize;

const packageText = ({
  path,
  allowOutside,
}: CounterexampleOrigin): string => `import { replayCounterexample } from 'natgrad-check';

${fileText(`./${basename(path)}`)}const { status, sentence } = await replayCounterexample(file${allowOutside ? ', { allowOutside: true }' : ''});
assert.notEqual(status, 'refuted', sentence);
`;
