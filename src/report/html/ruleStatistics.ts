import type { Report, RuleReport } from '../../types/report.ts';
import { angleHistogram } from '../plots/angles.ts';
import { blockLines } from '../plots/blocks.ts';
import { coverageBars } from '../plots/coverage.ts';
import { degradation } from '../plots/degradation.ts';
import { stepSizeFrontier } from '../plots/frontier.ts';
import { heatMap } from '../plots/heatMap.ts';
import { windowBars } from '../plots/windows.ts';
import { poolStatistics } from '../pool.ts';
import { number } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { sortableTable } from './table.ts';

/** The plots over all cases of one rule, and its losses. */
export const ruleStatistics = ({ statistics, coverage }: RuleReport): Markup => {
  const plots = [
    angleHistogram(statistics),
    degradation(statistics),
    stepSizeFrontier(statistics),
    windowBars(statistics),
    blockLines(statistics),
    heatMap(statistics),
    coverageBars(coverage),
  ].filter((plot) => plot !== undefined);
  if (plots.length === 0 && statistics.losses.length === 0) return html``;
  return html`<h4>Across all cases</h4>
${statistics.steps > 0 && html`<p>${number(statistics.steps)} steps were put in natural-gradient form; ${number(statistics.effectiveSteps)} of them descend, ${number(statistics.restSteps)} are at rest.</p>`}
<div class="plots">${plots}</div>
${statistics.losses.length > 0 && lossTable(statistics.losses)}`;
};

const lossTable = (losses: RuleReport['statistics']['losses']): Markup =>
  sortableTable({
    caption: 'Cases by loss',
    columns: [
      { title: 'Loss' },
      { title: 'Cases', numeric: true },
      { title: 'Refuted', numeric: true },
      { title: 'Inconclusive', numeric: true },
    ],
    rows: losses.map(({ loss, cases, refuted, inconclusive }) => [
      loss,
      ...[cases, refuted, inconclusive].map((value) => ({ content: number(value), sort: value })),
    ]),
  });

/** The plots over all cases of all rules together. */
export const pooledStatistics = (report: Report): Markup => {
  const pooled = poolStatistics(report);
  const plots = [angleHistogram(pooled), degradation(pooled), heatMap(pooled)].filter(
    (plot) => plot !== undefined,
  );
  if (report.rules.length < 2 || plots.length === 0) return html``;
  return html`<section id="across" aria-labelledby="across-title"><h2 id="across-title">All rules together</h2><div class="plots">${plots}</div></section>`;
};
