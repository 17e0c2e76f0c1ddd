import type { CheckReport, RuleReport, TraitReport } from '../../types/report.ts';
import { number, risk } from '../figures.ts';
import { html, type Markup, prose } from '../markup.ts';
import { fileLink } from './fileLink.ts';
import { sortableTable } from './table.ts';
import { measuredBadge, verdictBadge } from './verdict.ts';

/** Layers from the most basic on, each with what it asks. */
const layers: readonly { readonly layer: CheckReport['layer']; readonly question: string }[] = [
  { layer: 'form', question: 'is it a well-behaved function?' },
  { layer: 'descent', question: 'does it go down, and in which metric?' },
  { layer: 'laws', question: 'does it obey its algebra?' },
  { layer: 'agreement', question: 'does it agree with its reference?' },
];

/** A table of checks for each layer that has any. */
export const checkTables = ({ checks }: RuleReport): Markup =>
  html`<h4>Checks</h4>${layers.map(({ layer, question }) => {
    const rows = checks.filter((check) => check.layer === layer);
    return rows.length > 0 && checkTable(`Layer ${layer}: ${question}`, rows);
  })}`;

const checkTable = (caption: string, checks: readonly CheckReport[]): Markup =>
  sortableTable({
    caption,
    columns: [
      { title: 'Check' },
      { title: 'Verdict' },
      { title: 'Cases', numeric: true },
      { title: 'Decided', numeric: true },
      { title: 'Refuted', numeric: true },
      { title: 'Inconclusive', numeric: true },
      { title: 'Vacuous', numeric: true },
      { title: 'Worst margin', numeric: true },
      { title: 'Residual risk', numeric: true },
    ],
    rows: checks.map((check) => [
      {
        content: html`${check.id}${!check.required && html` <span class="muted">(measured)</span>`}<div class="claim">${prose(check.claim)}</div>`,
        sort: check.id.slice(0, 100),
      },
      check.required ? verdictBadge(check.verdict) : measuredBadge(check.verdict),
      ...[
        check.cases,
        check.decided,
        check.refuted,
        check.inconclusive,
        check.vacuous,
        check.worstMargin,
      ].map((value) => ({ content: number(value), sort: value })),
      { content: risk(check.residualRisk), sort: check.residualRisk ?? 0 },
    ]),
  });

/** The laws that a rule claims, and apart from them those that it does not: what was seen of each. */
export const traitTable = ({ traits }: RuleReport): Markup => {
  const [claimed, others] = [true, false].map((is) => traits.filter((trait) => trait.claimed === is));
  return html`${lawTable('Laws that it claims', claimed!)}${lawTable('Laws that it does not claim', others!)}`;
};

const lawTable = (title: string, traits: readonly TraitReport[]): Markup =>
  traits.length === 0
    ? html``
    : html`<h4>${title}</h4>${sortableTable({
        caption: traits[0]!.claimed
          ? 'One that does not hold falsifies the rule'
          : 'Measured: none is held against it',
        columns: [
          { title: 'Law' },
          { title: 'Observed' },
          { title: 'Cases', numeric: true },
          { title: 'Witness' },
        ],
        rows: traits.map((trait) => [
          trait.id,
          html`<span class="${observedClass(trait.observed, trait.claimed)}">${trait.observed}</span>`,
          { content: number(trait.cases), sort: trait.cases },
          html`${trait.witness !== undefined && prose(trait.witness)} ${trait.counterexample !== undefined && fileLink(trait.counterexample, 'the case')}`,
        ]),
      })}`;

/** What could not be looked at, each with its reason: no success. */
export const notApplicableTable = ({ notApplicable = [] }: RuleReport): Markup =>
  notApplicable.length === 0
    ? html``
    : html`<h4>Not applicable</h4>${sortableTable({
        caption: 'What could not be looked at, which is no success',
        columns: [{ title: 'Check' }, { title: 'Reason' }],
        rows: notApplicable.map(({ check, reason }) => [check, html`${prose(reason)}`]),
      })}`;

const observedClass = (observed: 'yes' | 'no' | 'undecided', claimed: boolean): string => {
  if (observed === 'yes') return 'verdict verified';
  if (observed === 'undecided') return 'verdict inconclusive';
  return claimed ? 'verdict falsified' : 'verdict vacuous';
};
