import { expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import type { ComparedRule } from '../types/comparison.ts';
import type { Report, RuleReport } from '../types/report.ts';
import { compareReports, compareRules } from './compareReports.ts';

const report = syntheticReport(5);
const [right, wrong] = report.rules;
const compared = (before: Report, after: Report) =>
  compareReports({ name: 'a', report: before }, { name: 'b', report: after });
const withRules = (...rules: readonly RuleReport[]): Report => ({ ...report, rules, claims: [] });

/** What one rule against another comes to, row by row, without what is the same. */
const changes = (before: RuleReport, after: RuleReport): Readonly<Record<string, string>> => {
  const { rules } = compared(withRules(before), withRules(after));
  return Object.fromEntries(
    rules[0]!.rows
      .filter(({ change }) => change !== 'same')
      .map(({ about, before: a, after: b, change }) => [about, `${change}: ${a} → ${b}`]),
  );
};

it('compareReports(a, a) has every rule and claim, no change and no regression', () => {
  const { rules, claims, notes, regressions } = compared(report, { ...report });
  expect(rules.map(({ name }) => name)).toEqual(report.rules.map(({ name }) => name));
  expect(claims).toHaveLength(report.claims.length);
  expect([...rules, ...claims].flatMap(({ rows }) => rows).filter(({ change }) => change !== 'same')).toEqual(
    [],
  );
  expect([notes, regressions]).toEqual([[], 0]);
});

it('compareReports(a, b) counts a verdict, a check and a new cause that got worse, and none that got better', () => {
  const checks = right!.checks.map((check) =>
    check.required ? { ...check, verdict: 'falsified' as const, counterexamples: [] } : check,
  );
  const worse = { ...right!, verdict: 'falsified' as const, checks };
  const { regressions } = compared(withRules(right!), withRules(worse));
  expect(regressions).toBe(1 + right!.checks.filter(({ required }) => required).length);
  expect(compared(withRules(worse), withRules(right!)).regressions).toBe(0);
  expect(changes(right!, worse).verdict).toBe('worse: verified → falsified');
  const failing = wrong!.checks.find(({ counterexamples }) => counterexamples.length > 0)!;
  const without = {
    ...wrong!,
    checks: wrong!.checks.map((check) => (check === failing ? { ...check, counterexamples: [] } : check)),
  };
  expect(changes(without, wrong!)[`check ${failing.id}`]).toMatch(/^worse: falsified → falsified: /);
});

it('compareReports(a, b) says what else differs: checks that one side has, laws, suspicions and figures', () => {
  const [first, ...others] = right!.checks;
  expect(changes({ ...right!, checks: others }, { ...right!, checks: [...others, first!] })).toMatchObject({
    [`check ${first!.id}`]: `other: not required → ${first!.verdict}`,
  });
  const undecided = right!.traits.map((trait) => ({
    ...trait,
    observed: 'undecided' as const,
    claimed: false,
  }));
  const [law] = right!.traits;
  expect(changes({ ...right!, traits: undecided }, right!)[`law ${law!.id}`]).toBe(
    `other: undecided → ${law!.observed}, claimed`,
  );
  expect(changes({ ...right!, traits: [] }, right!)[`law ${law!.id}`]).toMatch(/^other: – → /);
  const raised = (id: string) => ({ id, status: 'raised' as const, sentence: 'it is' });
  const suspected = { ...right!, suspicions: [raised('a')] };
  expect(changes({ ...right!, suspicions: [] }, suspected)['suspicion a']).toBe('worse: – → raised');
  expect(changes(suspected, { ...right!, suspicions: [] })['suspicion a']).toBe('better: raised → –');
  expect(changes(suspected, suspected)['suspicion a']).toBeUndefined();
  const { suspicions: _, ...unlooked } = suspected;
  expect(changes(unlooked, suspected)['suspicion a']).toBe('other: – → raised');
});

it('compareReports(a, b) says better or worse of what was measured, and counts no regression', () => {
  const bin = (to: number, effective: number) => ({
    from: to / 2,
    to,
    effective,
    total: 1000,
    gradientDescentEffective: 1000,
  });
  const measured = (effective: number, own: Partial<RuleReport['statistics']>): RuleReport => ({
    ...right!,
    durationMs: 0,
    statistics: {
      ...right!.statistics,
      frontier: [bin(0.5, effective), bin(1, effective)],
      largestAngle: null,
      ...own,
    },
  });
  const [good, bad] = [measured(1000, { largestAngle: 80 }), measured(100, { largestConditionNumber: 1e9 })];
  const toBad = changes(good, bad);
  expect(toBad['steps on which the loss fell, η·β ≤ 1']).toBe('worse: 100 % of 2,000 → 10.0 % of 2,000');
  expect(toBad['step-size frontier in η·β']).toBe('worse: 1 → –');
  expect(toBad['largest κ*']).toMatch(/^worse: /);
  expect(toBad['largest ψ of a descending step']).toBe('worse: 80° → –');
  const toGood = changes(bad, good);
  expect(toGood['steps on which the loss fell, η·β ≤ 1']).toMatch(/^better: /);
  expect(toGood['step-size frontier in η·β']).toBe('better: – → 1');
  expect(toGood['largest ψ of a descending step']).toBe('better: – → 80°');
  expect(compared(withRules(good), withRules(bad)).regressions).toBe(0);
  const empty = measured(1, { frontier: [] });
  expect(changes(empty, good)['steps on which the loss fell, η·β ≤ 1']).toBe('other: – → 100 % of 2,000');
  const impossible = measured(1001, {});
  expect(changes(impossible, good)['steps on which the loss fell, η·β ≤ 1']).toBe(
    'other: – % of 2,000 → 100 % of 2,000',
  );
  expect(changes(good, { ...good, durationMs: 1 })['cases a second']).toMatch(/^other: – → /);
  expect(changes(good, measured(999, { largestAngle: 80 }))).toEqual({
    // 99.95 % of so few steps is 100 % but for chance.
  });
});

it('compareReports(a, b) pairs rules by name, those of one name in order, and names what one side alone has', () => {
  const pairs = (a: Report, b: Report): readonly (readonly [string, unknown, unknown])[] =>
    compared(a, b).rules.map(({ name, before, after }: ComparedRule) => [name, before, after]);
  expect(pairs(withRules(right!), withRules(wrong!))).toEqual([
    ['gradient-descent → my-adam', 'verified', 'falsified'],
  ]);
  expect(pairs(withRules(right!, wrong!), withRules(wrong!, { ...wrong!, verdict: 'verified' }))).toEqual([
    ['gradient-descent', 'verified', null],
    ['my-adam', 'falsified', 'falsified'],
    ['my-adam', null, 'verified'],
  ]);
});

it('compareReports(a, b) notes other options and runs that are not whole, and compares the claims of both', () => {
  const environment = { ...report.environment, interrupted: 'interrupted', cases: [null] };
  const [claim] = report.claims;
  const survivor = { ...claim!, mutants: [{ name: 'm', refutedAfter: null }] };
  const { notes, claims, regressions } = compared(
    {
      ...report,
      claims: [
        { ...claim!, mutants: [] },
        { ...claim!, id: 'gone' },
      ],
    },
    { ...report, claims: [survivor], environment },
  );
  expect(notes).toEqual([
    'they were run with other options, or other rules',
    'b is not whole: it ended early, or parts are missing',
  ]);
  expect(claims).toMatchObject([{ name: claim!.id, regressions: 1 }]);
  expect(regressions).toBe(1);
  const back = compared(
    { ...report, claims: [survivor] },
    { ...report, claims: [{ ...claim!, mutants: [] }] },
  );
  expect(back.regressions).toBe(0);
});

it('compareRules(report, a, b) is about two rules of one report', () => {
  const found = compareRules({ name: 'r.json', report }, right!, wrong!);
  expect(found.before.name).toBe('gradient-descent of r.json');
  expect(found.regressions).toBeGreaterThan(0);
  expect([found.notes, found.claims]).toEqual([[], []]);
});

it('verdicts of one rank differ, and neither is better', () => {
  expect(changes({ ...right!, verdict: 'vacuous' }, { ...right!, verdict: 'inconclusive' }).verdict).toBe(
    'other: vacuous → inconclusive',
  );
});
