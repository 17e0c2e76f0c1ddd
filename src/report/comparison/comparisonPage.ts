import { plural } from '../../numbers.ts';
import type { Change, ComparedRow, ComparedRule, Comparison } from '../../types/comparison.ts';
import type { RuleStatistics } from '../../types/report.ts';
import { framed } from '../html/frame.ts';
import { page } from '../html/page.ts';
import { sortableTable } from '../html/table.ts';
import { verdictBadge } from '../html/verdict.ts';
import { html, longText, type Markup } from '../markup.ts';
import { angleHistogram } from '../plots/angles.ts';
import { stepSizeFrontier } from '../plots/frontier.ts';

/** What is drawn of a rule on both sides. */
export type Drawn = readonly [RuleStatistics, RuleStatistics];

/** The page of a comparison, whole in itself: what changed, then every rule on both sides. @param drawn by the place of the rule */
export const comparisonPage = (comparison: Comparison, drawn: ReadonlyMap<number, Drawn>): string => {
  const { before, after, notes, rules, claims, regressions } = comparison;
  const changed = rules.filter(isChanged);
  const body = html`<header class="glance"><p class="kicker">Two reports side by side</p>
<h1>${regressions === 0 ? 'No regression' : plural(regressions, 'regression')}</h1>
<dl class="facts">${[
    ['before', before],
    ['after', after],
  ].map(([name, side]) =>
    typeof side === 'object'
      ? html`<div><dt>${String(name)}</dt><dd>${longText(side.name, 300)} <span class="muted">seed ${side.seed}, version ${side.version}, ${side.startedAt.slice(0, 10)}</span></dd></div>`
      : false,
  )}</dl>
${notes.map((note) => html`<p class="hint">${longText(note, 600)}.</p>`)}
<p class="muted">A regression is a verdict, a required check, a cause of failure, a suspicion or a claim that got worse. What was measured may be better or worse, and is no regression.</p></header>
${framed('rules', 'Rules', [
  overview(rules),
  ...rules.map((rule, i) =>
    changed.includes(rule) || rules.length === 1 ? ruleCard(rule, drawn.get(i)) : html``,
  ),
])}
${claims.length > 0 && framed('claims', 'Claims', overview(claims))}`;
  return page({
    title: `${regressions === 0 ? 'No regression' : plural(regressions, 'regression')} – natgrad-check compare`,
    links: [
      { anchor: 'rules', name: 'Rules' },
      ...(claims.length > 0 ? [{ anchor: 'claims', name: 'Claims' }] : []),
    ],
    body,
  }).markup;
};

/** Whether a rule is missing on a side, or something judged, or measured beyond chance, went one way or the other. */
const isChanged = ({ rows }: ComparedRule): boolean =>
  rows.some(({ change }) => change !== 'same') || rows.length === 0;

const count = (rows: readonly ComparedRow[], change: Change): number =>
  rows.filter((row) => row.change === change).length;

const overview = (rules: readonly ComparedRule[]): Markup =>
  sortableTable({
    caption: 'Verdicts before and after, and how many rows got worse or better',
    columns: [
      { title: 'Name' },
      { title: 'Before' },
      { title: 'After' },
      { title: 'Regressions', numeric: true },
      { title: 'Worse', numeric: true },
      { title: 'Better', numeric: true },
    ],
    rows: rules.map(({ name, before, after, rows, regressions }) => [
      longText(name, 120),
      before === null ? html`<span class="muted">not there</span>` : verdictBadge(before),
      after === null ? html`<span class="muted">not there</span>` : verdictBadge(after),
      {
        content: regressions === 0 ? html`0` : html`<b class="falsified">${regressions}</b>`,
        sort: regressions,
      },
      { content: html`${count(rows, 'worse')}`, sort: count(rows, 'worse') },
      { content: html`${count(rows, 'better')}`, sort: count(rows, 'better') },
    ]),
  });

const words: Readonly<Record<Change, string>> = {
  worse: 'worse',
  better: 'better',
  other: 'differs',
  same: 'same',
};
const order: readonly Change[] = ['worse', 'better', 'other', 'same'];

const changeMark = ({ change, isJudged }: ComparedRow): Markup => {
  const kind =
    change === 'worse'
      ? isJudged
        ? 'falsified'
        : 'inconclusive'
      : change === 'better'
        ? 'verified'
        : 'vacuous';
  const sign = { worse: '↘', better: '↗', other: '≠', same: '=' }[change];
  return html`<span class="verdict ${kind}"><span aria-hidden="true">${sign}</span> ${words[change]}</span>`;
};

const ruleCard = (rule: ComparedRule, drawn: Drawn | undefined): Markup => {
  if (rule.rows.length === 0) return html``;
  const rows = rule.rows.toSorted((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
  const plots = drawn
    ? [stepSizeFrontier, angleHistogram].flatMap((plot) =>
        drawn.flatMap((statistics, side) => {
          const figure = plot(statistics);
          return figure
            ? [html`<div><p class="label">${side === 0 ? 'Before' : 'After'}</p>${figure}</div>`]
            : [];
        }),
      )
    : [];
  return html`<article><h3>${longText(rule.name, 200)}</h3>
${sortableTable({
  caption: html`${longText(rule.name, 120)}: everything on both sides`,
  columns: [{ title: 'What' }, { title: 'Change' }, { title: 'Before' }, { title: 'After' }],
  rows: rows.map((row) => [
    longText(row.about, 200),
    { content: changeMark(row), sort: order.indexOf(row.change) },
    longText(row.before, 300),
    longText(row.after, 300),
  ]),
})}
<div class="plots sides">${plots}</div></article>`;
};
