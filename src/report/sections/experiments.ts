import { plural, shortNumber } from '../../numbers.ts';
import type { ExperimentReport } from '../../types/report.ts';
import { number } from '../figures.ts';
import { framed } from '../html/frame.ts';
import { plain } from '../markdown.ts';
import { html, type Markup } from '../markup.ts';
import type { Section } from '../section.ts';

/** The experiments, each with its figures and plots. */
const experimentsSection: Section = {
  anchor: 'experiments',
  title: 'Experiments',
  rank: 40,
  present: ({ experiments }) => experiments.length > 0,
  html: async ({ experiments }) => {
    const { seriesPlots } = await import('../html/drawing.ts');
    const article = (experiment: ExperimentReport): Markup =>
      html`<article class="experiment"><h3><span class="muted">${experiment.id}</span> ${experiment.title}</h3>
${figures(Object.entries(experiment.numbers))}<div class="plots">${seriesPlots(experiment)}</div></article>`;
    return framed('experiments', 'Experiments', experiments.map(article));
  },
  markdown: ({ experiments }) =>
    experiments.map(({ id, title, numbers }) => {
      const shown = Object.entries(numbers).map(
        ([name, value]) =>
          `${plain(name, 100)} ${typeof value === 'number' ? shortNumber(value) : plain(value, 100)}`,
      );
      return `**${plain(id, 20)} ${plain(title, 200)}:** ${shown.join(' · ')}`;
    }),
  terminal: ({ experiments }) => experiments.flatMap(lines),
};

export default experimentsSection;

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

const lines = ({ id, title, numbers }: ExperimentReport): readonly string[] => {
  const width = Math.max(...Object.keys(numbers).map((name) => name.length));
  const rows = Object.entries(numbers).map(([name, value]) => {
    const text = typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
    return `  ${name.padEnd(width)}  ${text}`;
  });
  return [`${id}  ${title}`, ...rows];
};
