import { plural } from '../numbers.ts';
import { casesInAll } from '../statistics.ts';
import type { ClaimReport, KillMatrix, Report, RuleReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import { killTally } from './killTally.ts';

/** What the checks of a rule come to. */
export interface Tally {
  /** Required checks, and those of them that are verified. */
  readonly checks: number;
  readonly passed: number;
  /** Cases of all its checks, each once. */
  readonly cases: number;
  /** Shares of all cases; NaN where there were none. */
  readonly inconclusive: number;
  readonly vacuous: number;
  /** At 95 %, fewer than one in this many decided cases can fail the weakest required check; null where one did. */
  readonly residualRisk: number | null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Adds up the checks of a rule. */
export const tally = (rule: RuleReport): Tally => {
  const cases = casesInAll(rule);
  const required = rule.checks.filter((check) => check.required);
  const risks = required.flatMap((check) => (check.settled ? [] : [check.residualRisk]));
  const known = risks.filter((risk) => risk !== null);
  return {
    checks: required.length,
    passed: required.filter((check) => check.verdict === 'verified').length,
    cases,
    inconclusive: sum(rule.checks.map((check) => check.inconclusive)) / cases,
    vacuous: sum(rule.checks.map((check) => check.vacuous)) / cases,
    residualRisk: known.length === risks.length && known.length > 0 ? Math.min(...known) : null,
  };
};

/** The mutants of a claim that its test did not refute, by name. */
export const survivingMutants = ({ mutants }: ClaimReport): readonly string[] =>
  mutants.filter(({ refutedAfter }) => refutedAfter === null).map(({ name }) => name);

/** The verdicts, worst first, with the sign and the words that stand for each. */
export const verdicts: readonly {
  readonly verdict: Verdict;
  readonly sign: string;
  readonly meaning: string;
}[] = [
  { verdict: 'falsified', sign: '✗', meaning: 'a counterexample was found' },
  { verdict: 'inconclusive', sign: '?', meaning: 'too few cases could be decided' },
  { verdict: 'vacuous', sign: '∅', meaning: 'nothing was tested' },
  { verdict: 'verified', sign: '✓', meaning: 'no counterexample in the decided cases' },
];

/** The sign of a verdict. */
export const signOf = (verdict: Verdict): string => verdicts.find((entry) => entry.verdict === verdict)!.sign;

/** The report in one sentence: how many rules came to which verdict, on how many checks and cases. */
export const headline = (report: Report): string => {
  const { rules, claims, killMatrix } = report;
  const parts = [
    rules.length > 0 ? outcome(rules, 'rule') : '',
    claims.length > 0 ? outcome(claims, 'claim') : '',
    killMatrix ? killOutcome(killMatrix) : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) {
    return report.experiments.length > 0
      ? plural(report.experiments.length, 'experiment')
      : 'Nothing was tested';
  }
  return parts
    .map((part, index) => (index === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1)))
    .join('; ');
};

/** How many seeded faults are refuted. */
export const killOutcome = ({ banks }: KillMatrix): string => {
  const { entries, refuted } = killTally(banks);
  const faults = plural(entries, 'seeded fault');
  return entries === refuted
    ? entries === 1
      ? 'The one seeded fault is refuted'
      : `All ${faults} are refuted`
    : `${entries - refuted} of ${faults} ${entries - refuted === 1 ? 'is' : 'are'} not refuted`;
};

const outcome = (entries: readonly { readonly verdict: Verdict }[], noun: string): string => {
  const counts = verdicts
    .map(({ verdict }) => ({ verdict, count: entries.filter((entry) => entry.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  const [first, others] = [counts[0]!, counts.slice(1)];
  if (others.length === 0) {
    const all = entries.length === 1 ? 'The' : entries.length === 2 ? 'Both' : `All ${entries.length}`;
    return `${all} ${noun}${entries.length === 1 ? ' is' : 's are'} ${first.verdict}`;
  }
  const rest = others.map(({ verdict, count }) => `, ${count} ${verdict}`).join('');
  return `${first.count} of ${plural(entries.length, noun)} ${first.count === 1 ? 'is' : 'are'} ${first.verdict}${rest}`;
};
