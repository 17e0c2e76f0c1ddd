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
    const { formulaOrText, seriesPlots } = await import('../html/drawing.ts');
    const article = (experiment: ExperimentReport): Markup =>
      html`<article class="experiment"><h3><span class="muted">${experiment.id}</span> ${experiment.title}</h3>
${(experiment.findings ?? []).map(
  ({ claim, equation, measured, outcome }) =>
    html`<dl class="finding"><div><dt>The paper</dt><dd>${claim}<div class="equation">${formulaOrText(equation)}</div></dd></div><div><dt>Measured</dt><dd>${measured}</dd></div><div><dt>Outcome</dt><dd><b class="${outcomeClass[outcome]}">${outcome}</b></dd></div></dl>`,
)}
<div class="plots">${seriesPlots(experiment)}</div>${figures(Object.entries(experiment.numbers))}</article>`;
    return framed('experiments', 'Experiments', experiments.map(article));
  },
  markdown: ({ experiments }) => [
    '## Experiments',
    ...experiments.map(({ id, title, numbers, findings = [] }) => {
      const shown = Object.entries(numbers).map(
        ([name, value]) =>
          `${plain(name, 100)} ${typeof value === 'number' ? shortNumber(value) : plain(value, 100)}`,
      );
      const found = findings.map(
        ({ claim, measured, outcome }) =>
          `- ${plain(outcome, 20)}: ${plain(claim, 500)} Measured: ${plain(measured, 500)}.`,
      );
      return `**${plain(id, 20)} ${plain(title, 200)}:** ${shown.join(' · ')}${found.length > 0 ? `\n\n${found.join('\n')}` : ''}`;
    }),
  ],
  terminal: ({ experiments }) => experiments.flatMap(lines),
};

export default experimentsSection;

const outcomeClass = {
  reproduced: 'verified',
  'not reproduced': 'falsified',
  'open question': 'inconclusive',
} as const;

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

const lines = ({ id, title, numbers, findings = [] }: ExperimentReport): readonly string[] => {
  const names = Object.keys(numbers).filter((name) => typeof numbers[name] === 'number');
  const width = Math.max(...names.map((name) => name.length));
  const rows = Object.entries(numbers).map(([name, value]) =>
    typeof value === 'number'
      ? `  ${name.padEnd(width)}  ${Number(value.toPrecision(6))}`
      : `  ${name}: ${value}`,
  );
  const found = findings.map(({ outcome, measured }) => `  ${outcome}: ${measured}`);
  return [`${id}  ${title}`, ...found, ...rows];
};
