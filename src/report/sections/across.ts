import { emptyStatistics, mergeStatistics } from '../../statistics.ts';
import type { RuleStatistics } from '../../types/report.ts';
import { framed } from '../html/frame.ts';
import { html } from '../markup.ts';
import type { Section } from '../section.ts';

/** The plots over all cases of all rules together. */
const across: Section = {
  anchor: 'across',
  title: 'Together',
  rank: 30,
  present: ({ rules }) => rules.length > 1,
  html: async (report) => {
    const { angleHistogram, degradation, heatMap } = await import('../html/drawing.ts');
    const pooled = report.rules
      .map(({ statistics }) => statistics)
      .reduce<RuleStatistics>(mergeStatistics, emptyStatistics);
    const plots = [angleHistogram(pooled), degradation(pooled), heatMap(pooled)].filter(
      (plot) => plot !== undefined,
    );
    return plots.length === 0
      ? html``
      : framed('across', 'All rules together', html`<div class="plots">${plots}</div>`);
  },
  markdown: () => [],
};

export default across;
