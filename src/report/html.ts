import type { Report } from '../types/report.ts';
import { budgetOf } from './html/budget.ts';
import { claimsSection } from './html/claims.ts';
import { codeCoverageSection, environmentSection } from './html/environment.ts';
import { experimentsSection } from './html/experiments.ts';
import { glance } from './html/glance.ts';
import { killSection } from './html/killMatrix.ts';
import { html } from './html/markup.ts';
import { page } from './html/page.ts';
import { ruleSection } from './html/rule.ts';
import { pooledStatistics } from './html/statistics.ts';
import { headline } from './tally.ts';

/**
 * The report as one HTML page that is whole in itself: no request leaves it, it works without its script, in light
 * and dark and on paper. Whatever text a rule brings is shown as text.
 *
 * Cost: about ten plots a rule, some milliseconds each; loading this module loads the plotting library, so import it
 * when a page is wanted.
 */
export const renderHtml = (report: Report): string => {
  const budget = budgetOf(report);
  const pooled = pooledStatistics(report);
  const sections = [
    { anchor: 'rules', name: 'Rules', present: report.rules.length > 0 },
    { anchor: 'across', name: 'Together', present: pooled.markup !== '' },
    { anchor: 'experiments', name: 'Experiments', present: report.experiments.length > 0 },
    { anchor: 'claims', name: 'Claims', present: report.claims.length > 0 },
    { anchor: 'detection', name: 'Detection', present: report.killMatrix !== undefined },
    { anchor: 'code-coverage', name: 'Code coverage', present: report.codeCoverage != null },
    { anchor: 'environment', name: 'Environment', present: true },
  ];
  return page({
    title: `${headline(report)} – natgrad-check`,
    links: sections.filter(({ present }) => present),
    body: html`${glance(report)}
${report.rules.length > 0 && html`<section id="rules" aria-labelledby="rules-title"><h2 id="rules-title">Rules</h2>${report.rules.map((_, index) => ruleSection(report, index, budget))}</section>`}
${pooled}${experimentsSection(report)}${claimsSection(report)}${killSection(report)}${codeCoverageSection(report)}${environmentSection(report)}`,
  }).markup;
};
