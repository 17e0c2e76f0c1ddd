import type { Report } from '../../types/report.ts';
import { seriesPlots } from '../plots/series.ts';
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
<dl class="facts">${Object.entries(experiment.numbers).map(
          ([name, value]) =>
            html`<div><dt>${name}</dt><dd>${typeof value === 'number' ? number(value) : value}</dd></div>`,
        )}</dl><div class="plots">${seriesPlots(experiment)}</div></article>`,
      )}</section>`;
