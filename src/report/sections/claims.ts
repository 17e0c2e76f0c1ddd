import pc from 'picocolors';
import { plural, shortNumber } from '../../numbers.ts';
import type { ClaimReport } from '../../types/report.ts';
import { inGroups } from '../claimGroups.ts';
import { number } from '../figures.ts';
import { framed } from '../html/frame.ts';
import { sortableTable } from '../html/table.ts';
import { verdictBadge } from '../html/verdict.ts';
import { plain, table } from '../markdown.ts';
import { html, type Markup, prose } from '../markup.ts';
import type { Section, SuiteCase } from '../section.ts';
import { signOf, survivingMutants } from '../tally.ts';
import { theoremName, theoremOf } from '../theorems.ts';

/** The theorems that were tested, each with the wrong versions of it that the test caught. */
const claimsSection: Section = {
  anchor: 'claims',
  title: 'Claims',
  rank: 50,
  present: ({ claims }) => claims.length > 0,
  html: ({ claims }) =>
    framed(
      'claims',
      'Claims',
      html`
<p>Each claim is tested together with mutants: the same test on a wrong construction, which has to be refuted.</p>
${inGroups(claims).map(groupPart)}`,
    ),
  markdown: ({ claims }) => [
    '## Claims',
    ...inGroups(claims).flatMap((group) => [
      `### ${plain(headingOf(group), 60)}`,
      table(
        ['Claim', 'Statement', 'Verdict', 'Cases', 'Mutants refuted'],
        group.claims.map((claim) => [
          plain(claim.id, 60),
          plain(claim.claim, 400),
          `${signOf(claim.verdict)} ${claim.verdict}`,
          shortNumber(claim.cases),
          `${claim.mutants.length - survivingMutants(claim).length}/${claim.mutants.length}`,
        ]),
      ),
    ]),
  ],
  suites: ({ claims }) => [{ name: 'claims', seconds: 0, cases: claims.map(suiteCase) }],
  terminal: ({ claims }, { color }) => claims.map((claim) => line(claim, color)),
};

export default claimsSection;

/** Claims of one origin. */
type Group = ReturnType<typeof inGroups<ClaimReport>>[number];

const headingOf = ({ title }: Pick<Group, 'title'>): string => title.charAt(0).toUpperCase() + title.slice(1);

/** Claims of one origin, under the equation of the theorem that they are about. */
const groupPart = ({ title, claims }: Group): Markup =>
  html`<h3>${headingOf({ title })}</h3>${sortableTable({
    caption: `${plural(claims.length, 'claim')} and the mutants that they refute`,
    columns: [
      { title: 'Claim' },
      { title: 'Statement' },
      { title: 'Verdict' },
      { title: 'Cases', numeric: true },
      { title: 'Worst margin', numeric: true },
      { title: 'Mutants' },
    ],
    rows: claims.map((claim, i) => {
      // The claims of a theorem stand together: its equation is at the first.
      const equation = theoremName(claim.id) !== theoremName(claims[i - 1]?.id ?? '') && theoremOf(claim.id);
      return [
        claim.id,
        html`${equation && html`<div class="equation">${equation}</div>`}${prose(claim.claim)}<div class="claim">${claim.source}</div>`,
        verdictBadge(claim.verdict),
        { content: number(claim.cases), sort: claim.cases },
        { content: number(claim.worstMargin), sort: claim.worstMargin },
        { content: mutants(claim), sort: claim.mutants.length },
      ];
    }),
  })}`;

/** How many mutants were refuted, and unfolded each with a case that refutes it. */
const mutants = (claim: ClaimReport): Markup => {
  const survivors = survivingMutants(claim).length;
  const all = claim.mutants.length;
  return html`<details><summary>${survivors > 0 ? html`<b class="falsified">${survivors} of ${all} survived</b>` : `${all} refuted`}</summary><ul class="plain">${claim.mutants.map(
    ({ name, refutedAfter, case: found }) =>
      html`<li>${name}: ${refutedAfter === null ? html`<b class="falsified">survived</b>` : html`<span class="muted">${plural(refutedAfter, 'case')}</span>`}${found !== undefined && html`<br><code class="muted">${found}</code>`}</li>`,
  )}</ul></details>`;
};

const suiteCase = (claim: ClaimReport): SuiteCase => ({
  name: `${claim.id}: ${claim.claim}`,
  classname: 'claims',
  verdict: claim.verdict,
  fails: true,
  message: `worst margin ${shortNumber(claim.worstMargin)} in ${plural(claim.cases, 'case')}`,
  details: claim.mutants
    .map(
      ({ name, refutedAfter }) =>
        `${name}: ${refutedAfter === null ? 'survived' : `refuted after ${refutedAfter}`}`,
    )
    .join('\n'),
});

const line = (claim: ClaimReport, color: boolean): string => {
  const { green, red, yellow } = pc.createColors(color);
  const survivors = survivingMutants(claim);
  const good = claim.verdict === 'verified' && survivors.length === 0;
  const mark = good
    ? green('✓')
    : claim.verdict === 'falsified' || survivors.length > 0
      ? red('✗')
      : yellow('?');
  const slowest = Math.max(0, ...claim.mutants.map(({ refutedAfter }) => refutedAfter ?? 0));
  const words =
    survivors.length > 0
      ? `survived by: ${survivors.join(', ')}`
      : `${plural(claim.mutants.length, 'mutant')} refuted within ${slowest}`;
  return `${mark} ${claim.id.padEnd(34)} ${plural(claim.cases, 'case')}, ${words}`;
};
