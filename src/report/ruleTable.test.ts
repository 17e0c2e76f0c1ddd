import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { hostileTexts } from '../../properties/report/hostileTexts.ts';
import { syntheticReport, withTexts } from '../../properties/report/syntheticReport.ts';
import { ruleTable } from './ruleTable.ts';

const report = syntheticReport(6);

it('ruleTable(rules, screen) has a line a rule with the verdict, counts, risk, κ* and ψ', () => {
  const lines = ruleTable(report.rules, { width: 80, color: false });
  expect(lines[0]).toBe('rule             verdict        checks   cases inc% vac%  risk < κ* max  ψ max °');
  expect(lines[2]).toBe('my-adam          ✗ falsified       8/9  10,000  0.2  0.9       –    144  90−1e-5');
  expect(lines[5]).toMatch(/^feedback-alignm… \? inconclusive {4}9\/9 /);
  expect(lines).toHaveLength(7);
});

it.each([20, 40, 60, 79, 80, 100, 200])(
  'no line of ruleTable(rules, screen) is wider than %d columns',
  (width) => {
    for (const line of ruleTable(report.rules, { width, color: false })) {
      expect(line.length).toBeLessThanOrEqual(width);
    }
  },
);

it('columns go one after the other where the terminal is narrow, the verdict never', () => {
  const heading = (width: number): string | undefined => ruleTable(report.rules, { width, color: false })[0];
  expect(heading(58)).toMatch(/^rule +verdict +checks +cases +inc% +risk <$/);
  expect(heading(20)).toMatch(/^rule +verdict$/);
});

it('ruleTable(rules, color) differs from the plain table by colour alone', () => {
  const painted = ruleTable(report.rules, { width: 80, color: true }).join('\n');
  expect(painted).toContain('\u001b[31m✗ falsified');
  expect(stripVTControlCharacters(painted)).toBe(
    ruleTable(report.rules, { width: 80, color: false }).join('\n'),
  );
});

it.each([...hostileTexts, 'x'.repeat(1e6)])(
  'a rule called the hostile text %# changes nothing but its cell',
  (name) => {
    const table = ruleTable(withTexts(report, () => name).rules, { width: 80, color: false }).join('\n');
    expect(table.split('\n')).toHaveLength(7);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(table).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    for (const line of table.split('\n')) expect([...line].length).toBeLessThanOrEqual(82);
  },
);

it('wide characters take two columns', () => {
  const lines = ruleTable(withTexts(report, () => '学习规则').rules, { width: 80, color: false });
  expect(lines[1]).toMatch(/^学习规则 ✓ verified/);
  expect(lines[0]).toMatch(/^rule {5}verdict/);
});

it('a mark that stands alone takes no column', () => {
  const lines = ruleTable(withTexts(report, () => '\u0301规则').rules, { width: 80, color: false });
  expect(lines[1]).toMatch(/^\u0301规则 ✓ verified/);
  expect(lines[0]).toMatch(/^rule verdict/);
});

it('a report without checks and statistics has dashes', () => {
  const [rule] = syntheticReport(1).rules;
  if (!rule) throw new Error('there is a rule');
  const empty = {
    ...rule,
    checks: [],
    statistics: { ...rule.statistics, largestAngle: null, largestConditionNumber: null },
  };
  const table = ruleTable([empty], { width: 80, color: false });
  expect(table[1]).toMatch(/0\/0 +0 +– +– +– +– +–$/);
});
