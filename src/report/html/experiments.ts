import type { Report } from '../../types/report.ts';
import { seriesPlots } from '../plots/series.ts';
import { plural } from '../tally.ts';
import { number } from './figures.ts';
import { html, type Markup } from './markup.ts';

/** The experiments, each with its figures and plots. */
export const experimentsSection = ({ experiments }: Report): Markup =>
  experiments.length === 0
    ? html``
    : html`<section id="experiments" aria-labelledby="experiments-title"><h2 id="experiments-title">Experiments</h2>${experiments.map(
        (
          experiment,
        ) => html`<article class="experiment"><h3><span class="muted">${experiment.id}</span> ${experiment.title}</h3>
${figures(Object.entries(experiment.numbers))}<div class="plots">${seriesPlots(experiment)}</div></article>`,
      )}</section>`;

/** Figures that stand in the open; the others are folded. */
const shownFigures = 8;

const figures = (numbers: readonly (readonly [string, number | string])[]): Markup => {
  const list = (entries: typeof numbers): Markup =>
    html`<dl class="facts">${entries.map(
      ([name, value]) =>
        html`<div><dt>${name}</dt><dd>${typeof value === 'number' ? number(value) : value}</dd></div>`,
    )}</dl>`;
  const folded = numbers.slice(shownFigures);
  return html`${list(numbers.slice(0, shownFigures))}${folded.length > 0 && html`<details><summary>${plural(folded.length, 'more figure')}</summary>${list(folded)}</details>`}`;
};
