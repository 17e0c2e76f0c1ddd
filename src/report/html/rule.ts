import { plural, shortNumber } from '../../numbers.ts';
import type { Report, RuleReport } from '../../types/report.ts';
import { citedCounterexamples, citedKinds, counterexampleAt } from '../cited.ts';
import { html, type Markup, prose } from '../markup.ts';
import { remarksOf } from '../remarks/remarks.ts';
import { tally } from '../tally.ts';
import { ruleAnchors } from './anchors.ts';
import type { Budget } from './budget.ts';
import { card } from './card.ts';
import { checkTables, notApplicableTable, traitTable } from './checks.ts';
import { copyable } from './copy.ts';
import { fileLink } from './fileLink.ts';
import { listing, listingLink } from './listing.ts';
import { ruleStatistics } from './ruleStatistics.ts';
import { verdictBadge } from './verdict.ts';

/** All about one rule, folded where it is verified and there are others. */
export const ruleSection = (report: Report, index: number, budget: Budget): Markup => {
  const rule = report.rules[index]!;
  const alone = report.rules.length === 1;
  const open = (rule.verdict !== 'verified' && budget.detailed.has(index)) || alone;
  const { checks, passed, cases } = tally(rule);
  const body = html`${!alone && html`<p class="sentence">${prose(summaryBeside(report, rule))}</p>`}
${!alone && rule.hint !== undefined && html`<p class="hint"><b>Likely cause:</b> ${prose(rule.hint)}</p>`}
${remarksPart(rule)}
${
  budget.detailed.has(index)
    ? html`<dl class="facts"><div><dt>Promise</dt><dd>${rule.promise}</dd></div>${rule.file !== null && html`<div><dt>File</dt><dd><code>${rule.file}</code></dd></div>`}${rule.source !== undefined && html`<div><dt>Source</dt><dd>${rule.source}</dd></div>`}${rule.versions && html`<div><dt>Runs on</dt><dd>${versionsText(rule.versions)}</dd></div>`}<div><dt>Time</dt><dd>${shortNumber(rule.durationMs / 1000)} s</dd></div></dl>
${counterexampleCards(report, rule, index, budget.cards)}
${checkTables(rule)}
${traitTable(rule)}
${notApplicableTable(rule)}
${ruleStatistics(rule)}`
    : html`<p class="muted">This page shows ${budget.detailed.size} of ${plural(report.rules.length, 'rule')} in full; report.json has the others too.</p>`
}`;
  // What is folded is a text until the script unfolds it; without scripts it is there all along.
  return html`<section class="rule" id="rule-${index}"><details${open && html` open`}>
<summary><h3 class="name" id="${ruleAnchors(report.rules)[index]}">${rule.name}</h3> ${verdictBadge(rule.verdict)} <span class="muted">${passed}/${checks} required checks, ${plural(cases, 'case')}</span></summary>
${open ? body : html`<noscript>${body}</noscript>`}
</details></section>`;
};

/** What the summary says besides the sentence of a case whose card follows. */
const summaryBeside = (report: Report, rule: RuleReport): string => {
  const told = counterexampleAt(report, rule.headline ?? '')?.sentence;
  return told === undefined ? rule.summary : rule.summary.replace(`${told}; `, () => '');
};

/** What else is said of it. */
const remarksPart = (rule: RuleReport): Markup =>
  html`${remarksOf(rule).map(
    ({ mark, text, details, code, isNotable }) =>
      html`<p class="${isNotable ? 'hint' : 'remark'}"><b>${mark}</b> ${prose(text)}${details.map((line) => html`<br><span class="muted">${/^counterexamples\//.test(line) ? fileLink(line, line) : prose(line)}</span>`)}</p>
${code !== undefined && copyable(code, 'lines to paste')}`,
  )}`;

/** `python 3.11.2, torch 1.13.0`. */
const versionsText = (versions: Readonly<Record<string, string>>): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');

/** What it cites, each kind under its heading; laws that it does not claim have a table of their own. */
const counterexampleCards = (report: Report, rule: RuleReport, index: number, shown: number): Markup => {
  const cited = citedCounterexamples(rule);
  const code = `source-${index}`;
  let isListed = false;
  // The first case has the rule's code beside it, the others lead there.
  const source = (): Markup | undefined => {
    if (!rule.listing) return undefined;
    const part = isListed ? listingLink(code) : listing(rule.listing, code);
    isListed = true;
    return part;
  };
  return html`${citedKinds.map(({ kind, title }) => {
    if (kind === 'law') return false;
    const drawn = cited[kind].slice(0, shown).flatMap((path, i) => {
      const found = counterexampleAt(report, path);
      return found ? [card(path, found, `${kind}-${index}-${i}`, source())] : [];
    });
    const more = cited[kind].length - shown;
    return (
      drawn.length > 0 &&
      html`<h4>${title}</h4><div class="${kind}">${drawn}</div>${more > 0 && html`<p>${plural(more, 'more counterexample')} in the folder.</p>`}`
    );
  })}`;
};
