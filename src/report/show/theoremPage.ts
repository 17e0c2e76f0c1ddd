import { formula } from '../formula.ts';
import { html, type Markup } from '../markup.ts';
import { emptyFigure, shownPage, slider } from './shell.ts';

/** Formulas with the field of the page that holds their present value. */
const formulas: readonly (readonly [tex: string, field: string])[] = [
  ['y^{\\top} g', 'product'],
  ['\\cos \\psi = \\frac{y^{\\top} g}{\\Vert y \\Vert \\Vert g \\Vert}', 'cosine'],
  ['\\psi', 'angle'],
  ['\\alpha^{*} = \\frac{y^{\\top} y}{y^{\\top} g}', 'alphaStar'],
  ['\\kappa^{*} = \\frac{1 + \\sin \\psi}{1 - \\sin \\psi}', 'least'],
  ['\\lambda', 'lambda'],
  ['\\kappa', 'kappa'],
];

const coordinates = (name: 'g' | 'y', values: readonly number[]): Markup =>
  html`<fieldset><legend>${name}</legend>${values.map(
    (value, i) =>
      html`<label class="${i === 2 && 'third'}"><span class="visually-hidden">${name}, coordinate ${i + 1}</span><input type="number" id="${name}${i}" step="0.05" value="${value}"></label> `,
  )}</fieldset>`;

/** The page of the theorem: whole in itself, computed where it is looked at, by the library. @param code its {@link pageCode} */
export const theoremPage = (code: string): string => {
  const body = html`<header class="glance"><p class="kicker">The theorem, to play with</p>
<h1>Every step that lowers the loss is natural gradient descent</h1>
<p class="lead">A symmetric positive definite M with M g = y exists exactly where ${formula('y^{\\top} g')} &gt; 0. Move the update g and the negative gradient y, and see every such M, the best of them, and what is proved of it.</p></header>
<section id="play"><h2>g, y and M</h2>
<div class="panel"><p><label for="dimension">Dimensions</label><br><select id="dimension"><option value="2">two</option><option value="3">three</option></select></p>
${coordinates('g', [1.6, 0.2, 0.3])}${coordinates('y', [0.9, 1.4, -0.2])}
${slider('alpha', 'α/α*', { min: -2, max: 2, value: 0, step: 0.02 })}
<div class="third">${slider('yaw', 'Turn the view', { min: -90, max: 90, value: 25 })}</div></div>
<p id="said" class="sentence" aria-live="polite"></p>
<div class="bench"><div>${emptyFigure('pair', html`<b>g and y</b>, and the unit ball of M(α). Drag the tips, or move them with the arrow keys; with Shift in small steps. In two dimensions the shaded half is uphill.`, 'svg')}</div>
<div>${emptyFigure('spectrum', html`<b>Spectrum of M(α)</b>, on a log axis.`, 'svg')}
<ul class="formulas">${formulas.map(([tex, field]) => html`<li>${formula(tex)} <span class="numbers">= <output data-field="${field}"></output></span></li>`)}</ul></div></div></section>
<section id="family"><h2>All of them, and the best</h2>
<div class="pair">${emptyFigure('condition', html`<b>κ of M(α)</b> over the family M(α) = ${formula('\\frac{y y^{\\top}}{y^{\\top} g} + \\alpha (I - \\frac{g g^{\\top}}{g^{\\top} g})')}; dashed: κ*, below which no metric gets.`)}${emptyFigure('eigenvalues', html`<b>Eigenvalues of M(α)</b>; α is one itself from three dimensions on.`)}
${emptyFigure('sector', html`<b>Frontier of the sector condition</b>: the least λmax of any metric with this λmin. Every M(α) lies on it, and M(α*) where λmax/λmin is least.`)}${emptyFigure('right-angle', html`<b>Towards 90°</b>: κ* grows as 4/δ², while λmin falls and λmax grows, for ‖g‖ = ‖y‖.`)}</div>
<div class="third">${slider('tau', 'Tilt τ', { min: -1, max: 1, value: 0, step: 0.05 })}${emptyFigure('minimisers', html`<b>All minimisers</b> in three dimensions: the eigenvalue off the plane of g and y may be anything between the others, and κ stays κ*.`)}</div></section>
<section id="certificates"><h2>What is proved of it</h2>
<p>The certificates of the library, on the rounded matrix as it would be stored. Spoil an entry, or ask for less than κ*, and they refute; ask for just κ*, and rounding may leave it open.</p>
<div class="panel">${slider('spoil', 'Spoil M₁₁ by a factor of', { min: 0, max: 16, value: 0 })}${slider('bound', 'Bound K on κ(M), in units of κ*', { min: -20, max: 20, value: 2 })}</div>
<div class="scroll" role="region" tabindex="0" aria-label="Certificates"><table><thead><tr><th scope="col">claim</th><th scope="col">verdict</th><th scope="col" class="num">margin</th><th scope="col">by</th></tr></thead><tbody>${(
    [
      ['definite', 'M is positive definite'],
      ['maps', 'M g = y'],
      ['bounded', 'κ(M) ≤ K'],
    ] as const
  ).map(
    ([id, claim]) =>
      html`<tr id="${id}"><th scope="row">${claim}</th><td data-field="status"></td><td class="num" data-field="margin"></td><td data-field="method"></td></tr>`,
  )}</tbody></table></div></section>
<section id="texts"><h2>M as text</h2>${(
    [
      ['numpy', 'NumPy'],
      ['typescript', 'TypeScript, with ml-matrix'],
      ['latex', 'LaTeX'],
    ] as const
  ).map(
    ([id, name]) =>
      html`<h3>${name}</h3><div class="copyable"><pre tabindex="0"><code id="${id}"></code></pre><button type="button" class="copy">Copy</button></div>`,
  )}</section>`;
  return shownPage({
    title: 'Every step that lowers the loss is natural gradient descent',
    links: [
      { anchor: 'play', name: 'g, y, M' },
      { anchor: 'family', name: 'Family' },
      { anchor: 'certificates', name: 'Proofs' },
      { anchor: 'texts', name: 'Text' },
    ],
    body,
    code,
  });
};
