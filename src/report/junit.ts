import type { CheckReport, ClaimReport, KillBank, KillMatrix, Report, RuleReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import { missing } from './killTally.ts';
import { shortNumber } from './shortNumber.ts';
import { headline } from './tally.ts';
import { visibleText } from './visibleText.ts';

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly verdict: Verdict;
  /** Whether a refutation fails the suite. */
  readonly fails: boolean;
  readonly message: string;
  readonly details: string;
}

/**
 * The report as JUnit XML: a suite for each rule with a case for each check, one suite for the claims, and one for
 * each bank. A falsified required check, and an entry of a bank that is not refuted, are failures; what is inconclusive
 * or vacuous is skipped, never passed.
 */
export const renderJUnit = (report: Report): string => {
  const suites = [
    ...report.rules.map((rule) => suite(rule.name, rule.durationMs / 1000, ruleCases(report, rule))),
    ...(report.claims.length > 0 ? [suite('claims', 0, report.claims.map(claimCase))] : []),
    ...bankSuites(report.killMatrix),
  ];
  const totals = suites.reduce(
    (sum, { tests, failures, skipped }) => ({
      tests: sum.tests + tests,
      failures: sum.failures + failures,
      skipped: sum.skipped + skipped,
    }),
    { tests: 0, failures: 0, skipped: 0 },
  );
  const { incomplete } = report.environment;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `natgrad-check: ${headline(report)}${incomplete === undefined ? '' : `; ${incomplete}`}`, ...totals, time: report.durationMs / 1000 })}>`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
};

const suite = (
  name: string,
  time: number,
  cases: readonly Case[],
): { readonly xml: string; readonly tests: number; readonly failures: number; readonly skipped: number } => {
  const tests = cases.length;
  const failures = cases.filter((entry) => entry.verdict === 'falsified' && entry.fails).length;
  const skipped = cases.filter(
    (entry) => entry.verdict === 'inconclusive' || entry.verdict === 'vacuous',
  ).length;
  const lines = cases.map(
    (entry) =>
      `    <testcase${attributes({ name: entry.name, classname: entry.classname })}>${body(entry)}</testcase>`,
  );
  const open = `  <testsuite${attributes({ name, tests, failures, errors: 0, skipped, time })}>`;
  return { xml: [open, ...lines, '  </testsuite>'].join('\n'), tests, failures, skipped };
};

const body = ({ verdict, fails, message, details }: Case): string => {
  switch (verdict) {
    case 'verified':
      return '';
    case 'falsified': {
      const text = `${content(details)}`;
      return fails
        ? `<failure${attributes({ message, type: 'falsified' })}>${text}</failure>`
        : `<system-out>${content(message)}\n${text}</system-out>`;
    }
    case 'inconclusive':
    case 'vacuous':
      return `<skipped${attributes({ message: `${verdict}: ${message}` })}/>`;
    default:
      return verdict satisfies never;
  }
};

/** A case for each check, and one for the verdict where no check explains it: a rule that cannot be run has none. */
const ruleCases = (report: Report, rule: RuleReport): readonly Case[] => {
  const cases = rule.checks.map((check) => checkCase(report, rule, check));
  if (rule.checks.some(({ verdict, required }) => required && verdict === rule.verdict)) return cases;
  const { name, summary, verdict } = rule;
  return [
    ...cases,
    { name: 'verdict', classname: name, verdict, fails: true, message: summary, details: summary },
  ];
};

const checkCase = (report: Report, rule: RuleReport, check: CheckReport): Case => {
  const found = check.counterexamples.flatMap((path) => {
    const entry = Object.hasOwn(report.counterexamples, path) ? report.counterexamples[path] : undefined;
    return entry ? [entry] : [];
  });
  return {
    name: `${check.id}: ${check.claim}`,
    classname: `${rule.name}.${check.layer}`,
    verdict: check.verdict,
    fails: check.required,
    message: found[0]?.sentence ?? `${check.refuted} of ${check.decided} decided cases refute it`,
    details: [
      `${check.refuted} of ${check.decided} decided cases refute it; ${check.inconclusive} inconclusive, ${check.vacuous} vacuous`,
      ...found.flatMap(({ sentence, replay }) => [sentence, replay]),
    ].join('\n'),
  };
};

const claimCase = (claim: ClaimReport): Case => ({
  name: `${claim.id}: ${claim.claim}`,
  classname: 'claims',
  verdict: claim.verdict,
  fails: true,
  message: `worst margin ${shortNumber(claim.worstMargin)} in ${claim.cases} cases`,
  details: claim.mutants
    .map(
      ({ name, refutedAfter }) =>
        `${name}: ${refutedAfter === null ? 'survived' : `refuted after ${refutedAfter}`}`,
    )
    .join('\n'),
});

const bankSuites = (matrix: KillMatrix | undefined): readonly ReturnType<typeof suite>[] =>
  (matrix?.banks ?? []).map((bank) => suite(bank.noun, 0, bankCases(bank, matrix?.seeds ?? [])));

const bankCases = (bank: KillBank, seeds: readonly number[]): readonly Case[] =>
  bank.entries.map((entry) => {
    const why = missing(entry, seeds);
    return {
      name: `${entry.name} is refuted`,
      classname: `banks.${bank.bank}`,
      verdict: why === undefined ? 'verified' : 'falsified',
      fails: true,
      message: why ?? '',
      details: entry.modelledOn,
    };
  });

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${content(String(value)).replace(/[\n\t]/g, ' ')}"`)
    .join('');

/** Longer texts are cut; a test runner's page is no place for a megabyte. */
const textLimit = 5000;

const content = (text: string): string =>
  visibleText(text, textLimit)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
