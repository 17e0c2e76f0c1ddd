import { expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import type { Report } from '../types/report.ts';
import { ownPaths } from './ownPaths.ts';

const report: Report = { ...syntheticReport(2) };
const paths = Object.keys(report.counterexamples);

it('ownPaths()(report) changes nothing where each path is its own', () => {
  expect([report, report].map(ownPaths())).toEqual([report, report]);
  expect(paths.length).toBeGreaterThan(0);
});

/** The report as a run wrote it in which another rule of the name had come first, which could not be used. */
const numbered = (path: string): string => path.replace('/my-adam/', '/my-adam-2/');
const second: Report = {
  ...report,
  counterexamples: Object.fromEntries(
    Object.entries(report.counterexamples).map(([path, found]) => [numbered(path), found]),
  ),
  rules: report.rules.map((rule) => ({
    ...rule,
    checks: rule.checks.map((check) => ({ ...check, counterexamples: check.counterexamples.map(numbered) })),
    traits: rule.traits.map((trait) => ({
      ...trait,
      ...(paths[0] && { counterexample: numbered(paths[0]) }),
    })),
  })),
};

it('ownPaths()(report) has one path for the same rule, check and cause of all reports', () => {
  const [one] = [second, report].map(ownPaths());
  expect(Object.keys(one!.counterexamples)).toEqual(paths);
  expect(one!.rules[1]!.traits[0]!.counterexample).toBe(paths[0]);
});

it.each([
  '../../x.json',
  'counterexamples/my-adam/x.json',
  'counterexamples/my-adam-x/small-step-descends-uphill.json',
  'counterexamples/my-adam-2/../my-adam/small-step-descends-uphill.json',
  'small-step-descends-uphill.json',
  '',
])('ownPaths()(report) refuses the path %j', (path) => {
  const counterexamples = { [path]: report.counterexamples[paths[0]!]! };
  expect(() => ownPaths()({ ...report, counterexamples })).toThrow(/must have the path of its rule/);
});

it('ownPaths()(report) refuses a case that is there twice, and one that is cited and is not there', () => {
  const counterexamples = { ...report.counterexamples, ...second.counterexamples };
  expect(() => ownPaths()({ ...report, counterexamples })).toThrow(/must be there once/);
  expect(() => ownPaths()({ ...report, counterexamples: {} })).toThrow(/must hold what it cites/);
});
