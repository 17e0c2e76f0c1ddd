import { plural } from '../../numbers.ts';
import type { RuleReport } from '../../types/report.ts';
import { number } from '../figures.ts';
import { html, type Markup } from '../markup.ts';
import { angleHistogram } from '../plots/angles.ts';
import { blockLines } from '../plots/blocks.ts';
import { coverageBars } from '../plots/coverage.ts';
import { degradation } from '../plots/degradation.ts';
import { stepSizeFrontier } from '../plots/frontier.ts';
import { heatMap } from '../plots/heatMap.ts';
import { windowBars } from '../plots/windows.ts';
import { sortableTable } from './table.ts';

/** The plots over all cases of one rule, and its losses. */
export const ruleStatistics = ({ statistics, coverage }: RuleReport): Markup => {
  const plots = [
    angleHistogram(statistics),
    degradation(statistics),
    stepSizeFrontier(statistics),
    windowBars(statistics),
    blockLines(statistics),
    coverageBars(coverage),
    heatMap(statistics),
  ].filter((plot) => plot !== undefined);
  if (plots.length === 0 && statistics.losses.length === 0) return html``;
  return html`<h4>Across all cases</h4>
${statistics.steps > 0 && html`<p>Put in natural-gradient form: ${plural(statistics.steps, 'step')}, ${number(statistics.effectiveSteps)} of them descending; at rest: ${number(statistics.restSteps)}.</p>`}
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
