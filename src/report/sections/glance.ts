import { plural, shortNumber } from '../../numbers.ts';
import type { Report, RuleReport } from '../../types/report.ts';
import { angle, number, risk, share } from '../figures.ts';
import { ruleAnchors } from '../html/anchors.ts';
import { sortableTable } from '../html/table.ts';
import { verdictBadge } from '../html/verdict.ts';
import { plain } from '../markdown.ts';
import { html, type Markup, prose } from '../markup.ts';
import type { Section } from '../section.ts';
import { headline, tally, verdicts } from '../tally.ts';

/** The answer: the verdict in a sentence, what broke, and on the page a line for each rule. */
const glance: Section = {
  anchor: 'glance',
  title: null,
  rank: 10,
  present: () => true,
  html: (report) => top(report),
  markdown: (report) => {
    const { interrupted, incomplete } = report.environment;
    return [
      `# ${headline(report)}`,
      ...(interrupted ? [`**Ended early:** ${plain(interrupted, 200)}`] : []),
      ...(incomplete ? [`**Not all cases are in:** ${plain(incomplete, 500)}`] : []),
    ];
  },
};

export default glance;

const top = (report: Report): Markup => {
  const { rules, environment } = report;
  const tallies = rules.map(tally);
  const checks = rules.reduce((sum, rule) => sum + rule.checks.length, 0);
  const cases = tallies.reduce((sum, entry) => sum + entry.cases, 0);
  const [only] = rules;
  return html`<header class="glance">
<p class="kicker">natgrad-check ${report.tool.version}</p>
<h1>${only && rules.length === 1 ? html`${only.name} is <span class="${only.verdict}">${only.verdict}</span>` : headline(report)}</h1>
${environment.interrupted !== undefined && html`<p class="hint"><b>This run ended early:</b> ${environment.interrupted}</p>`}
${environment.incomplete !== undefined && html`<p class="hint"><b>Not all cases are in:</b> ${environment.incomplete}</p>`}
<p class="lead">${[
    ...(rules.length > 0 ? [plural(checks, 'check'), plural(cases, 'case')] : []),
    ...(report.claims.length > 0 ? [plural(report.claims.length, 'claim')] : []),
    ...(report.killMatrix ? [`${plural(report.killMatrix.banks.length, 'kind')} of seeded faults`] : []),
    `seed ${report.seed}`,
    `${shortNumber(report.durationMs / 1000)} s`,
  ].join(' · ')}</p>
${only && rules.length === 1 && single(only)}
${rules.length > 1 && counters(report)}
${broken(report)}
${rules.length > 1 && ruleTable(report)}
</header>`;
};

const single = (rule: RuleReport): Markup => {
  const { checks, passed, inconclusive, vacuous, residualRisk } = tally(rule);
  const { largestConditionNumber, largestAngle, effectiveSteps } = rule.statistics;
  const facts: readonly (readonly [string, Markup])[] = [
    ['Required checks passed', html`${passed} of ${checks}`],
    ['Inconclusive', share(inconclusive)],
    ['Vacuous', share(vacuous)],
    ['Residual risk', risk(residualRisk)],
    ['κ* reached', number(largestConditionNumber)],
    [`Largest ψ of ${plural(effectiveSteps, 'descending step')}`, angle(largestAngle)],
  ];
  return html`<p class="sentence">${prose(rule.summary)}</p>
${rule.hint !== undefined && html`<p class="hint"><b>Likely cause:</b> ${prose(rule.hint)}</p>`}
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
};

const counters = ({ rules }: Report): Markup =>
  html`<ul class="counters">${verdicts.map(({ verdict, meaning }) => {
    const count = rules.filter((rule) => rule.verdict === verdict).length;
    return html`<li class="${verdict}${count === 0 && ' none'}"><span class="count">${count}</span> ${verdictBadge(verdict)} <span class="muted">${meaning}</span></li>`;
  })}</ul>`;

/** Rules whose sentence stands on top. */
const shownBroken = 20;

const broken = ({ rules }: Report): Markup => {
  const anchors = ruleAnchors(rules);
  const entries = rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.verdict !== 'verified');
  if (entries.length === 0 || rules.length === 1) return html``;
  const more = entries.length - shownBroken;
  return html`<ul class="broken">${entries
    .slice(0, shownBroken)
    .map(
      ({ rule, index }) =>
        html`<li><a href="#${anchors[index]}">${rule.name}</a> ${verdictBadge(rule.verdict)} ${prose(rule.summary)}${rule.hint !== undefined && html` <b>${prose(rule.hint)}</b>`}</li>`,
    )}${more > 0 && html`<li>${more} more are in the table.</li>`}</ul>`;
};

const ruleTable = ({ rules }: Report): Markup => {
  const anchors = ruleAnchors(rules);
  return sortableTable({
    caption: 'Rules; click a heading to sort',
    columns: [
      { title: 'Rule' },
      { title: 'Verdict' },
      { title: 'Checks', numeric: true },
      { title: 'Cases', numeric: true },
      { title: 'Inconclusive', numeric: true },
      { title: 'Vacuous', numeric: true },
      { title: 'Residual risk', numeric: true },
      { title: 'κ* reached', numeric: true },
      { title: 'Largest ψ, of how many descending steps', numeric: true },
    ],
    rows: rules.map((rule, index) => {
      const { checks, passed, cases, inconclusive, vacuous, residualRisk } = tally(rule);
      const { largestConditionNumber, largestAngle, effectiveSteps } = rule.statistics;
      return [
        { content: html`<a href="#${anchors[index]}">${rule.name}</a>`, sort: rule.name.slice(0, 100) },
        {
          content: verdictBadge(rule.verdict),
          sort: verdicts.findIndex(({ verdict }) => verdict === rule.verdict),
        },
        { content: `${passed}/${checks}`, sort: passed / checks },
        { content: number(cases), sort: cases },
        { content: share(inconclusive), sort: inconclusive },
        { content: share(vacuous), sort: vacuous },
        { content: risk(residualRisk), sort: residualRisk ?? 0 },
        { content: number(largestConditionNumber), sort: largestConditionNumber ?? 0 },
        {
          content: html`${angle(largestAngle)}${largestAngle !== null && html` <span class="muted">of ${number(effectiveSteps)}</span>`}`,
          sort: largestAngle ?? 0,
        },
      ];
    }),
  });
};
