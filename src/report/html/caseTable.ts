import type { StoredCase } from '../../types/check.ts';
import type { Counterexample } from '../../types/report.ts';
import type { Json } from '../../types/vector.ts';
import { number, vector } from '../figures.ts';
import { stringifyReport } from '../json.ts';
import { html, longText, type Markup } from '../markup.ts';

/** Characters of a value that a cell shows; the file of the counterexample has all of it. */
const cellLimit = 300;

/** The minimal, the worst and the original case side by side. */
export const caseTable = (found: Counterexample): Markup => {
  const cases = [found.minimal, found.worst, found.original];
  const row = (name: Markup | string, cell: (stored: StoredCase) => Markup | string): Markup =>
    html`<tr><th scope="row">${name}</th>${cases.map((stored) => html`<td>${cell(stored)}</td>`)}</tr>\n`;
  const names = (of: (stored: StoredCase) => object): readonly string[] => [
    ...new Set(cases.flatMap((stored) => Object.keys(of(stored)))),
  ];
  const table = (label: string, rows: Markup): Markup =>
    html`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table class="cases"><thead><tr><td></td><th scope="col">Minimal</th><th scope="col">Worst</th><th scope="col">Original</th></tr></thead><tbody>
${rows}</tbody></table></div>`;
  return html`${table(
    'Minimal, worst and original case',
    html`${row('Loss', ({ loss }) => loss.family)}${row('Start θ', ({ theta }) => html`${vector(theta, 6)} <span class="muted">D\u00a0=\u00a0${theta.length}</span>`)}${row('Step size η', ({ stepSize }) => number(stepSize))}${row('Steps', ({ steps }) => number(steps))}${names(({ hyperparameters }) => hyperparameters).map((name) => row(name, ({ hyperparameters }) => value(own(hyperparameters, name))))}`,
  )}<details><summary>What the check saw, and what the cases were made of</summary>${table(
    'What the check saw',
    html`${names(({ derived }) => derived)
      .filter((name) => !repeats(cases, name))
      .map((name) =>
        row(inWords(name), ({ derived }) => value(own(derived, name))),
      )}${row('Parameters of the loss', ({ loss }) => value(loss.parameters))}${row('Seed', ({ seed }) => html`${seed}`)}`,
  )}</details>`;
};

/** What derived values are called; others by their own words. */
const derivedNames: Readonly<Record<string, string>> = {
  margin: 'margin, below 0 where it fails',
  measured: 'what was measured',
  allowed: 'what is allowed',
  due: 'what it should have been',
  coordinate: 'index of the coordinate',
  smoothness: 'largest curvature β',
  step: 'step that is blamed',
  stepSize: 'step size that was judged',
  psi: 'angle ψ in radians',
  cosine: 'cos ψ',
  noiseFloor: 'rounding that is allowed for',
  gradientChange: 'change of ∇L over the run, relative',
  relativeStepSize: 'step size times curvature, η·β',
  dimension: 'dimension D',
  shown: 'what was shown',
  until: 'step up to which it was judged',
  steps: 'steps that were looked at',
  gradientNorm: 'length of ∇L',
  outcomes: 'what each step size gave',
  runs: 'runs that were compared',
  exponent: 'power of the gradient by which it scales',
  y: 'negative gradient y',
};

/** A name in words: `wantedShare` is "wanted share". */
const inWords = (name: string): string =>
  Object.hasOwn(derivedNames, name)
    ? derivedNames[name]!
    : name.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

/** Whether a derived value only says again what the case itself says. */
const repeats = (cases: readonly StoredCase[], name: string): boolean =>
  cases.every(({ derived, theta, stepSize }) => {
    const shown = own(derived, name);
    return (name === 'dimension' && shown === theta.length) || (name === 'stepSize' && shown === stepSize);
  });

const own = (values: Readonly<Record<string, Json>>, name: string): Json =>
  Object.hasOwn(values, name) ? values[name]! : null;

const value = (shown: Json): Markup => {
  if (typeof shown === 'number') return number(shown);
  if (shown === null) return html`–`;
  if (typeof shown === 'string') return longText(shown, cellLimit);
  if (Array.isArray(shown) && shown.length > 0 && shown.every((entry) => typeof entry === 'number'))
    return vector(shown, 6);
  return html`<code>${longText(stringifyReport(shown).replace(/\s+/g, ' '), cellLimit)}</code>`;
};
