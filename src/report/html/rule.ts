import type { Report, RuleReport } from '../../types/report.ts';
import { shortNumber } from '../shortNumber.ts';
import { plural, tally } from '../tally.ts';
import { card } from './card.ts';
import { checkTables, traitTable } from './checks.ts';
import { html, type Markup, prose } from './markup.ts';
import { ruleStatistics } from './statistics.ts';
import { verdictBadge } from './verdict.ts';

/** Counterexamples of a rule that get a card of their own. */
const shownCards = 12;

/** All about one rule, folded where it is verified and there are others. */
export const ruleSection = (report: Report, rule: RuleReport, index: number): Markup => {
  const alone = report.rules.length === 1;
  const open = rule.verdict !== 'verified' || alone;
  const { checks, passed, cases } = tally(rule);
  return html`<section class="rule" id="rule-${index}"><details${open && html` open`}>
<summary><h3 class="name">${rule.name}</h3> ${verdictBadge(rule.verdict)} <span class="muted">${passed}/${checks} required checks, ${plural(cases, 'case')}</span></summary>
${!alone && html`<p class="sentence">${prose(rule.summary)}</p>`}
${!alone && rule.hint !== undefined && html`<p class="hint"><b>Likely cause:</b> ${prose(rule.hint)}</p>`}
<dl class="facts"><div><dt>Promise</dt><dd>${rule.promise}</dd></div>${rule.file !== null && html`<div><dt>File</dt><dd><code>${rule.file}</code></dd></div>`}${rule.source !== undefined && html`<div><dt>Source</dt><dd>${rule.source}</dd></div>`}<div><dt>Time</dt><dd>${shortNumber(rule.durationMs / 1000)} s</dd></div></dl>
${counterexampleCards(report, rule, index)}
${checkTables(rule)}
${traitTable(rule)}
${ruleStatistics(rule)}
</details></section>`;
};

/** What falsifies the rule, and apart from it what was only measured. */
const counterexampleCards = (report: Report, rule: RuleReport, index: number): Markup => {
  const broken = new Set(
    rule.checks.filter((check) => check.required).flatMap((check) => check.counterexamples),
  );
  const measured = new Set([
    ...rule.checks.flatMap((check) => check.counterexamples),
    ...rule.traits.flatMap((trait) => trait.counterexample ?? []),
  ]);
  for (const path of broken) measured.delete(path);
  return html`${cards(report, [...broken], { title: 'What broke it', kind: 'case', index })}${cards(report, [...measured], { title: 'Exceptions to what it does not promise', kind: 'measured', index })}`;
};

const cards = (
  report: Report,
  paths: readonly string[],
  { title, kind, index }: { readonly title: string; readonly kind: string; readonly index: number },
): Markup => {
  const shown = paths.slice(0, shownCards).flatMap((path, i) => {
    const found = Object.hasOwn(report.counterexamples, path) ? report.counterexamples[path] : undefined;
    return found ? [card(path, found, `${kind}-${index}-${i}`)] : [];
  });
  if (shown.length === 0) return html``;
  const more = paths.length - shownCards;
  return html`<h4>${title}</h4><div class="${kind}">${shown}</div>${more > 0 && html`<p>${plural(more, 'more counterexample')} in the folder.</p>`}`;
};
