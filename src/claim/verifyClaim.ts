import fc from 'fast-check';
import { errorText } from '../errors.ts';
import type { Claim, Holds } from '../types/claim.ts';
import type { ClaimReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';

/** What one claim came to, with the shrunk case that refutes it. */
export interface ClaimResult {
  readonly report: ClaimReport;
  readonly decided: number;
  readonly counterexample?: { readonly value: string; readonly error: string };
}

/** Number of cases within which each mutant has to be refuted, for claims of usual cost. */
export const mutantCases = 1000;

/** The cases that a claim makes of so many usual ones: ⌈runs/cost⌉. */
export const casesOf = ({ cost = 1 }: Pick<Claim, 'cost'>, runs: number): number => Math.ceil(runs / cost);

/**
 * Runs a claim on `runs` generated cases and each of its mutants until it is refuted, at most 1000 cases; in both, fewer
 * where its cases are expensive. The report has the number that was run and, `withCases`, a small case for each mutant.
 *
 * The verdict is `falsified` where a case refutes the claim, `vacuous` or `inconclusive` where under 10 % of the
 * cases were decided, and `verified` otherwise.
 */
export const verifyClaim = <Case>(
  claim: Claim<Case>,
  options: { runs: number; seed: number; withCases?: boolean },
): ClaimResult => {
  const counts = { holds: 0, refuted: 0, inconclusive: 0, vacuous: 0 };
  let worstMargin = Number.POSITIVE_INFINITY;
  let shrinking = false;
  const details = fc.check(
    fc.property(claim.given, (value) => {
      const outcome = claim.holds(value);
      if (!shrinking) {
        counts[outcome.status]++;
        if (outcome.status === 'holds' || outcome.status === 'refuted') {
          worstMargin = Math.min(worstMargin, outcome.margin);
        }
      }
      shrinking ||= outcome.status === 'refuted';
      return outcome.status !== 'refuted';
    }),
    { numRuns: casesOf(claim, options.runs), seed: options.seed },
  );
  const decided = counts.holds + counts.refuted;
  const mutants = Object.entries(claim.mutants).map(([name, holds]) => ({
    name,
    ...refutation(claim, holds, options),
  }));
  const report: ClaimReport = {
    id: claim.id,
    claim: claim.claim,
    source: claim.source,
    verdict: verdictOf(details.failed, counts),
    cases: details.numRuns,
    worstMargin,
    mutants,
  };
  if (!details.failed) return { report, decided };
  return {
    report,
    decided,
    counterexample: {
      value: fc.stringify(details.counterexample?.[0]),
      error: errorText(details.errorInstance),
    },
  };
};

const verdictOf = (
  failed: boolean,
  counts: Readonly<Record<'holds' | 'inconclusive' | 'vacuous', number>>,
): Verdict => {
  if (failed) return 'falsified';
  const total = counts.holds + counts.inconclusive + counts.vacuous;
  if (counts.holds >= total / 10 && counts.holds > 0) return 'verified';
  return counts.vacuous > counts.inconclusive ? 'vacuous' : 'inconclusive';
};

/** Cases of usual cost that are tried to make one smaller that refutes a mutant, and characters of it that are kept. */
const smallerCases = 60;
const caseLimit = 300;

/** How many cases it takes to refute a mutant, null where none does it, and one that does. */
const refutation = <Case>(
  claim: Claim<Case>,
  holds: Holds<Case>,
  { seed, withCases = false }: { readonly seed: number; readonly withCases?: boolean },
): { readonly refutedAfter: number | null; readonly case?: string } => {
  // Before the first that refutes it there is no end; after it, so many are tried.
  let left = Number.POSITIVE_INFINITY;
  const details = fc.check(
    fc.property(claim.given, (value) => {
      if (left-- <= 0) return true;
      const isRefuted = refutes(holds, value);
      if (isRefuted) left = Math.min(left, casesOf(claim, smallerCases));
      return !isRefuted;
    }),
    { numRuns: casesOf(claim, mutantCases), seed, endOnFailure: !withCases },
  );
  if (!details.failed) return { refutedAfter: null };
  const [found] = details.counterexample ?? [];
  return {
    refutedAfter: details.numRuns,
    ...(withCases && { case: shortened(fc.stringify(found)) }),
  };
};

/** Whether a check refutes a case, or throws. */
const refutes = <Case>(holds: Holds<Case>, value: Case): boolean => {
  try {
    return holds(value).status === 'refuted';
  } catch {
    return true;
  }
};

const shortened = (text: string): string =>
  text.length <= caseLimit ? text : `${text.slice(0, caseLimit)}…`;
