import { plural } from '../numbers.ts';
import type { ComparedRule, ComparedSide, Comparison } from '../types/comparison.ts';
import type { ClaimReport, Report, RuleReport } from '../types/report.ts';
import { ruleRows, type Side, verdictChange } from './ruleRows.ts';

/** A report under the name that the user typed. */
export interface Named {
  readonly name: string;
  readonly report: Report;
}

/**
 * Two reports side by side, rule by rule and claim by claim, by name; two that hold one rule each are about that, whatever
 * it is called.
 *
 * A regression is something judged that got worse: a verdict, a required check or a new cause of its failure, a suspicion, a
 * claim. What was measured, such as κ*, says better or worse and is none.
 */
export const compareReports = (before: Named, after: Named): Comparison => {
  const [a, b] = [before.report, after.report];
  const rules = rulePairs(a.rules, b.rules).map(([x, y]) => compared(x && sideOf(x, a), y && sideOf(y, b)));
  return comparison(before, after, rules, claimPairs(a.claims, b.claims));
};

/** Two rules of one report side by side. */
export const compareRules = ({ name, report }: Named, before: RuleReport, after: RuleReport): Comparison => {
  const rules = [compared(sideOf(before, report), sideOf(after, report))];
  const side = (rule: RuleReport): Named => ({ name: `${rule.name} of ${name}`, report });
  return comparison(side(before), side(after), rules, []);
};

const sideOf = (rule: RuleReport, { counterexamples }: Report): Side => ({ rule, counterexamples });

const comparison = (
  before: Named,
  after: Named,
  rules: readonly ComparedRule[],
  claims: readonly ComparedRule[],
): Comparison => ({
  schemaVersion: 1,
  before: described(before),
  after: described(after),
  notes: before.report === after.report ? [] : notesOn(before, after),
  rules,
  claims,
  regressions: [...rules, ...claims].reduce((sum, one) => sum + one.regressions, 0),
});

const described = ({ name, report }: Named): ComparedSide => ({
  name,
  seed: report.seed,
  version: report.tool.version,
  startedAt: report.environment.startedAt,
});

/** What makes two reports less comparable. */
const notesOn = (before: Named, after: Named): readonly string[] => {
  const settings = ({ report }: Named): string =>
    [...new Set((report.environment.cases ?? []).map((cases) => JSON.stringify(cases)))].join();
  const ended = [before, after].filter(({ report }) => {
    const { interrupted, incomplete } = report.environment;
    return interrupted !== undefined || incomplete !== undefined;
  });
  return [
    ...(settings(before) === settings(after) ? [] : ['they were run with other options, or other rules']),
    ...ended.map(({ name }) => `${name} is not whole: it ended early, or parts are missing`),
  ];
};

type Pair<Entry> = readonly [Entry | undefined, Entry | undefined];

/** Rules of both by name, those of one name in their order; the only one of each whatever its name. */
const rulePairs = (
  before: readonly RuleReport[],
  after: readonly RuleReport[],
): readonly Pair<RuleReport>[] => {
  if (before.length === 1 && after.length === 1) return [[before[0], after[0]]];
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [a, b] = [before, after].map((rules) => rules.filter((rule) => rule.name === name));
    return Array.from({ length: Math.max(a!.length, b!.length) }, (_, i): Pair<RuleReport> => [a![i], b![i]]);
  });
};

const compared = (before: Side | undefined, after: Side | undefined): ComparedRule => {
  const [a, b] = [before?.rule, after?.rule];
  const names = [...new Set([a?.name, b?.name])].filter((name) => name !== undefined);
  const rows = before && after ? ruleRows(before, after) : [];
  return {
    name: names.join(' → '),
    before: a?.verdict ?? null,
    after: b?.verdict ?? null,
    rows,
    regressions: rows.filter(({ change, isJudged }) => isJudged && change === 'worse').length,
  };
};

const claimPairs = (
  before: readonly ClaimReport[],
  after: readonly ClaimReport[],
): readonly ComparedRule[] => {
  const survivors = ({ mutants }: ClaimReport): number =>
    mutants.filter(({ refutedAfter }) => refutedAfter === null).length;
  return before.flatMap((a) => {
    const b = after.find(({ id }) => id === a.id);
    if (!b) return [];
    const fates = [survivors(a), survivors(b)] as const;
    const rows = [
      {
        about: 'verdict',
        before: a.verdict,
        after: b.verdict,
        change: verdictChange(a.verdict, b.verdict),
        isJudged: true,
      },
      {
        about: 'mutants that survive',
        before: plural(fates[0], 'mutant'),
        after: plural(fates[1], 'mutant'),
        change:
          fates[0] === fates[1]
            ? ('same' as const)
            : fates[1] > fates[0]
              ? ('worse' as const)
              : ('better' as const),
        isJudged: true,
      },
    ];
    const regressions = rows.filter(({ change }) => change === 'worse').length;
    return [{ name: a.id, before: a.verdict, after: b.verdict, rows, regressions }];
  });
};
