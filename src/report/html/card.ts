import { plural } from '../../numbers.ts';
import type { Counterexample, TrajectoryRow } from '../../types/report.ts';
import { angle, number, vector } from '../figures.ts';
import { formula, formulaOrText, naturalGradientFormula } from '../formula.ts';
import { judgedIn } from '../judged.ts';
import { html, type Markup, prose } from '../markup.ts';
import { apart } from '../plots/apart.ts';
import { lossCurve } from '../plots/lossCurve.ts';
import { pairPlane } from '../plots/pairPlane.ts';
import { path as planePath } from '../plots/path.ts';
import { unitBall } from '../plots/unitBall.ts';
import { caseTable } from './caseTable.ts';
import { copyable } from './copy.ts';
import { fileLink } from './fileLink.ts';

/** Rows of the run that a card lists. */
const shownRows = 16;

/** Everything about one counterexample. @param source the rule's code, or where it stands */
export const card = (path: string, found: Counterexample, anchor: string, source?: Markup): Markup => {
  const decisive = decisiveStep(found);
  const psi = decisive?.angle ?? judgedIn(found).angle;
  const plots = [
    ...(psi === undefined ? [] : pairPlots(psi)),
    apart(found.trajectory),
    lossCurve(found.trajectory),
    planePath(found.trajectory, found.picture?.grid),
  ].filter((plot) => plot !== undefined);
  return html`<article class="card" id="${anchor}" aria-labelledby="${anchor}-title">
<h5 id="${anchor}-title">${found.check}${found.cause !== found.check && html` <span class="muted">${found.cause}</span>`}</h5>
<p class="sentence">${prose(sentenceCase(found.sentence))}</p>
${lossPart(found)}
${plots.length > 0 && html`<div class="plots">${plots}</div>`}
${source}
${decisive && geometry(decisive)}
${caseTable(found)}
${found.irrelevant.length > 0 && html`<p><b>Irrelevant,</b> it fails whatever these are: ${found.irrelevant.slice(0, 20).map((part, i) => html`${i > 0 && ', '}${partName(part)}`)}.</p>`}
${stepTable(found.trajectory)}
<p class="label">Run it again</p>${copyable(found.replay, 'command that runs the case again')}
${found.test !== undefined && html`<details><summary>A program that reproduces it, run by ${found.testLanguage ?? 'node'} from the folder of the counterexample</summary>${copyable(found.test, 'program that reproduces it')}</details>`}
<p class="muted">${fileLink(path, path)}, case ${found.index} of seed ${found.seed}</p>
</article>`;
};

/** A part of a case in the words of the page: `hyperparameters.momentum` is momentum. */
const partName = (part: string): string =>
  part
    .replace(/^theta\b/, 'θ')
    .replace(/^stepSize$/, 'the step size η')
    .replace(/^(seed|steps)$/, 'the $1')
    .replace(/^hyperparameters\./, '');

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The loss of the minimal case as a formula with its numbers. */
const lossPart = ({ picture, minimal }: Counterexample): Markup => {
  if (picture?.formula === undefined)
    return html`${picture?.description !== undefined && html`<p class="muted">L(θ) = ${picture.description}</p>`}`;
  const shown = formulaOrText(`L(\\theta) = ${picture.formula}`);
  return html`<div class="scroll loss" tabindex="0" role="group" aria-label="The loss as a formula">${shown} <span class="muted">${minimal.loss.family}</span></div>`;
};

/** A step whose angle is known. */
interface TurnedStep extends TrajectoryRow {
  readonly angle: number;
}

/** The step that the check blames; else the one that did worst, or the last that has an angle. */
const decisiveStep = (found: Counterexample): TurnedStep | undefined => {
  const known = found.trajectory.filter(
    (row): row is TurnedStep => row.angle !== null && Number.isFinite(row.angle),
  );
  const { step: blamed } = judgedIn(found);
  const shown = known.find(({ step }) => step === blamed);
  if (shown) return shown;
  const judged = known.filter(({ margin }) => margin !== null && !Number.isNaN(margin));
  if (judged.length === 0) return known.at(-1);
  return judged.reduce((worst, row) => (row.margin! < worst.margin! ? row : worst));
};

const pairPlots = (psi: number): readonly Markup[] =>
  psi < Math.PI / 2 ? [pairPlane(psi), unitBall(psi)] : [pairPlane(psi)];

const geometry = (row: TurnedStep): Markup => {
  const { step, angle: psi, conditionNumber } = row;
  const turned = (psi * 180) / Math.PI;
  const form = naturalGradientFormula(row);
  if (form === undefined) {
    return html`<p>At step ${step} ψ = ${angle(turned)}: ${formula('y^\\top g \\le 0')}, so no metric ${formula('M')} with ${formula('M g = y')} exists.</p>`;
  }
  const bound = ((1 + Math.sin(psi)) / Math.cos(psi)) ** 2;
  return html`<p>At step ${step} ψ = ${angle(turned)} and κ* = ${number(conditionNumber)}; ${formula('\\left((1+\\sin\\psi)/\\cos\\psi\\right)^2')} = ${number(bound)}, and no metric does better. In natural-gradient form:</p>
<div class="scroll" tabindex="0" role="group" aria-label="The step in natural-gradient form">${form}</div>`;
};

const stepTable = (rows: readonly TrajectoryRow[]): Markup =>
  rows.length === 0
    ? html``
    : html`<details><summary>The run, step by step (${plural(rows.length, 'step')})</summary><div class="scroll" tabindex="0" role="group" aria-label="The run, step by step"><table><thead><tr>${[
        'Step',
        'θ',
        'g = Δθ',
        'y',
        'L(θ)',
        'L(θ + Δθ)',
        'ψ',
        'κ*',
        'Margin',
      ].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${rows
        .slice(0, shownRows)
        .map(
          (row) =>
            html`<tr><th scope="row">${row.step}</th><td>${vector(row.theta, 3)}</td><td>${vector(row.delta, 3)}</td><td>${vector(row.y, 3)}</td><td>${number(row.loss)}</td><td>${number(row.lossAfter)}</td><td>${angle(row.angle === null ? null : (row.angle * 180) / Math.PI)}</td><td>${number(row.conditionNumber)}</td><td>${number(row.margin)}</td></tr>\n`,
        )}</tbody></table></div>${rows.length > shownRows && html`<p class="muted">${rows.length - shownRows} more in the file.</p>`}</details>`;
