import { plural, shortNumber } from '../../numbers.ts';
import type { HuntFile } from '../../types/hunt.ts';
import { copyable } from '../html/copy.ts';
import { page } from '../html/page.ts';
import { type Content, html, longText, type Markup, trusted } from '../markup.ts';
import { chart, type Series } from '../show/chart.ts';

/** What a find looks like: values of a function of one coordinate, or contour lines of one of two. */
export interface HuntPicture {
  /** Values (θ, L) over the window. */
  readonly line?: Series['points'];
  /** Places (θ, L) of one period of a run that goes round, the first one again at its end. */
  readonly period?: Series['points'];
  /** The drawing of a function of two coordinates. */
  readonly map?: string;
}

/** What the page says of a find, in the words that the terminal has, too. */
export interface HuntWords {
  readonly problem: string;
  readonly measured: string;
  readonly found: string;
  readonly exact: string | undefined;
  readonly function: readonly string[];
}

/** What a hunt found, as a page that is whole in itself: the function with the run on it, the rate against N, the search. */
export const huntPage = (
  file: HuntFile,
  words: HuntWords,
  { picture, exact }: { readonly picture: HuntPicture; readonly exact: Series['points'] },
): string => {
  const { rule, problem } = file;
  const title = `${rule.name}: ${problem.goal}`;
  const body = html`<style>${trusted(style)}</style><header class="glance"><p class="kicker">A worst case, found by search</p>
<h1>${longText(title, 200)}</h1>
<p class="lead">${words.problem}</p>
<p class="sentence">${words.measured}: <b>${words.found}</b></p>${words.exact !== undefined && html`<p>Exact worst case: ${words.exact}</p>`}
<p class="muted">A lower bound on the worst case: for the rule as it runs in doubles, on a function with exact facts.</p></header>
<section id="function"><h2>The function and the run</h2>
<div class="pair">${picture.line && drawn(lineChart(file, picture.line, picture.period), html`<b>L</b>, and the run on it from θ₀${picture.period && ', with one period of what it comes to'}.`)}${
    picture.map !== undefined &&
    drawn(
      picture.map,
      html`<b>Contours of L</b>, and the run from the ringed start; the dot is where it ended${file.shown.around && ', the other colour one period of what it comes to'}.`,
    )
  }${drawn(lossChart(file), html`<b>Loss over the run</b>.`)}</div>
${copyable(words.function.join('\n'), 'The function and its start')}</section>
${file.shown.curve.length > 1 && html`<section id="rate"><h2>Against N</h2><div class="pair">${drawn(rateChart(file, exact), html`<b>Value after N steps</b> on this function${exact.length > 0 && ', beside the exact worst case of each N'}.`)}</div></section>`}
<section id="search"><h2>The search</h2><p>Evaluation ${shortNumber(file.found.evaluation)} of ${shortNumber(file.evaluations)}, ${plural(file.restarts, 'restart')}.</p>
${file.evaluations > fewEvaluations && html`<div class="pair">${drawn(searchChart(file), html`<b>Best value against evaluations</b>${file.random !== undefined && ', beside random draws alone'}.`)}</div>`}</section>
<section id="again"><h2>Again</h2>${copyable(file.replay, 'Replay command')}</section>`;
  return page({
    title: `${title}: worst case`,
    links: [
      { anchor: 'function', name: 'Function' },
      ...(file.shown.curve.length > 1 ? [{ anchor: 'rate', name: 'Rate' }] : []),
      { anchor: 'search', name: 'Search' },
      { anchor: 'again', name: 'Again' },
    ],
    body,
  }).markup;
};

const drawn = (drawing: string, caption: Content): Markup =>
  html`<figure>${trusted(drawing)}<figcaption>${caption}</figcaption></figure>`;

/** Places of a run that are drawn: those that are kept, until it is out of sight. */
export const drawnPath = ({ shown, problem }: HuntFile): HuntFile['shown']['path'] => {
  const [start] = shown.path;
  const isAway = (theta: readonly number[]): boolean =>
    theta.some((x, i) => !(Math.abs(x - start![i]!) <= outOfSight * problem.radius));
  const end = shown.path.findIndex(isAway);
  return shown.path.slice(0, end < 0 ? undefined : end);
};

/** Distance from θ₀, in units of R, beyond which a run is cut off, so that its beginning is seen. */
const outOfSight = 50;

/** Places that are marked one by one. */
const markedSteps = 12;

/** Evaluations that a search begins with, as random as those beside it: fewer say nothing of it. */
const fewEvaluations = 12;

const lineChart = (
  file: HuntFile,
  points: Series['points'],
  period: Series['points'] | undefined,
): string => {
  const path = drawnPath(file);
  const steps = path.map(([theta], k) => [theta!, file.shown.losses[k]!] as const);
  return chart({
    alt: `L over θ, with the run from θ = ${shortNumber(path[0]![0]!)} to ${shortNumber(path.at(-1)![0]!)} in ${plural(path.length - 1, 'step')}.`,
    x: { label: 'θ' },
    y: { label: 'L' },
    series: [
      { name: 'L', index: 0, points },
      { name: 'the run', index: 1, points: steps },
      ...(period ? [{ name: 'one period', index: 2, points: period }] : []),
    ],
    selected: 0,
    dots: steps.slice(0, markedSteps).map(([x, y], k) => ({ x, y, name: k === 0 ? 'θ₀' : '', index: 1 })),
  });
};

const lossChart = ({ shown, found }: HuntFile): string => {
  const points = shown.losses.map((loss, k) => [k, loss] as const);
  return chart({
    alt: `Loss over ${plural(shown.losses.length - 1, 'step')}, from ${shortNumber(shown.losses[0]!)} to ${shortNumber(shown.losses.at(-1)!)}.`,
    x: { label: 'step' },
    y: { label: 'L', log: found.cycle === undefined && shown.losses.every((loss) => loss > 0) },
    series: [{ name: 'loss', index: 0, points }],
    selected: 0,
  });
};

const rateChart = ({ shown, problem }: HuntFile, exact: Series['points']): string =>
  chart({
    alt: `Value after N steps, from ${shortNumber(shown.curve[0]![1]!)} of N = ${shown.curve[0]![0]!} to ${shortNumber(shown.curve.at(-1)![1]!)} of N = ${problem.steps}${exact.length > 0 ? `, where the exact worst case is ${shortNumber(exact.at(-1)![1]!)}` : ''}.`,
    x: { label: 'N', log: true },
    y: { label: 'value', log: true },
    series: [
      { name: 'found', index: 0, points: shown.curve.map(([n, value]) => [n!, value!] as const) },
      ...(exact.length > 0 ? [{ name: 'exact', index: 1, points: exact }] : []),
    ],
    selected: 0,
    isNamed: true,
  });

/** A history as steps: a value stays the best until there is a better one. */
const stairs = (history: HuntFile['history'], end: number): Series['points'] => [
  ...history.flatMap(([evaluation, value], i) => [
    ...(i > 0 ? [[evaluation!, history[i - 1]![1]!] as const] : []),
    [evaluation!, value!] as const,
  ]),
  ...(history.length > 0 ? [[end, history.at(-1)![1]!] as const] : []),
];

const searchChart = ({ history, random, evaluations, problem }: HuntFile): string => {
  const best = (of: HuntFile['history']): string => (of.length > 0 ? shortNumber(of.at(-1)![1]!) : 'nothing');
  return chart({
    alt: `Best value against evaluations: the search came to ${best(history)} in ${evaluations}${random ? `, random draws to ${best(random)}` : ''}.`,
    x: { label: 'evaluations', log: true },
    y: { label: problem.goal },
    series: [
      { name: 'search', index: 0, points: stairs(history, evaluations) },
      ...(random ? [{ name: 'random', index: 1, points: stairs(random, evaluations) }] : []),
    ],
    selected: 0,
    isNamed: true,
  });
};

const style = `
#exact{display:none}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem 2rem;align-items:start}
.pair figure{margin:0 0 1rem;max-width:36rem}
.pair svg{width:100%;height:auto;display:block}
`;
