import type { ClaimReport, Report } from '../../types/report.ts';
import { number } from './figures.ts';
import { html, type Markup, prose } from './markup.ts';
import { sortableTable } from './table.ts';
import { verdictBadge } from './verdict.ts';

/** The theorems that were tested, each with the wrong versions of it that the test caught. */
export const claimsSection = ({ claims }: Report): Markup =>
  claims.length === 0
    ? html``
    : html`<section id="claims" aria-labelledby="claims-title"><h2 id="claims-title">Claims</h2>
<p>Each claim is tested together with mutants: the same test on a wrong construction, which has to be refuted.</p>
${sortableTable({
  caption: 'Claims and the mutants they refute',
  columns: [
    { title: 'Claim' },
    { title: 'Statement' },
    { title: 'Verdict' },
    { title: 'Cases', numeric: true },
    { title: 'Worst margin', numeric: true },
    { title: 'Mutants, refuted after' },
  ],
  rows: claims.map((claim) => [
    claim.id,
    html`${prose(claim.claim)}<div class="claim">${claim.source}</div>`,
    verdictBadge(claim.verdict),
    { content: number(claim.cases), sort: claim.cases },
    { content: number(claim.worstMargin), sort: claim.worstMargin },
    { content: mutants(claim), sort: claim.mutants.length },
  ]),
})}</section>`;

const mutants = (claim: ClaimReport): Markup =>
  html`<ul class="plain">${claim.mutants.map(
    ({ name, refutedAfter }) =>
      html`<li>${name}: ${refutedAfter === null ? html`<b class="falsified">survived</b>` : html`<span class="muted">${number(refutedAfter)} cases</span>`}</li>`,
  )}</ul>`;
