import { expect, it } from 'vitest';
import { hostileTexts } from '../../../properties/report/hostileTexts.ts';
import { syntheticReport, withTexts } from '../../../properties/report/syntheticReport.ts';
import markdown from './markdown.ts';

const report = syntheticReport(6);
const shown = await markdown.render(report);

it('markdown.render(report) answers in its first line', () => {
  expect(shown.split('\n')[0]).toBe(
    '# 1 of 6 rules is falsified, 1 inconclusive, 4 verified; all 8 claims are verified',
  );
});

it('markdown.render(report) holds every rule, counterexample, claim and experiment, and the command', () => {
  for (const { name } of report.rules) expect(shown).toContain(`| ${name} |`);
  expect(shown).toContain('### my-adam: small-step-descends');
  expect(shown).toContain('```sh\nnpx natgrad-check replay');
  expect(shown).toContain('| P5-attained |');
  expect(shown).toContain('**E5 ');
  expect(shown).toContain('` npx natgrad-check fuzz --runs 1000 --seed 20240916 `');
});

it('markdown.render(report) says how many counterexamples it leaves out, and that a run ended early', async () => {
  const long = syntheticReport(12 * 11);
  const early = { ...long, environment: { ...long.environment, interrupted: 'Ctrl-C' } };
  expect(await markdown.render(early)).toContain('2 more counterexamples: see report.json.');
  expect(await markdown.render(early)).toContain('**Ended early:** Ctrl-C');
});

it.each([...hostileTexts, 'x'.repeat(1e6)])(
  'a report full of the hostile text %# makes no markup',
  async (text) => {
    const hostile = await markdown.render(withTexts(report, () => text));
    expect(hostile.length).toBeLessThan(200_000);
    const outsideCode = hostile.replace(/(`{3,})sh\n[\s\S]*?\n\1\n/g, '').replace(/(`+) .* \1/g, '');
    expect(outsideCode.replaceAll('<!-- -->', '')).not.toMatch(/[<>]/);
    expect(outsideCode).not.toMatch(/(?<!\\)\]\(|@\w|#\d|:\/\//);
    const cells = outsideCode.split('\n').filter((line) => line.startsWith('| '));
    const widths = cells.map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(widths)).toEqual(new Set([11, 7]));
  },
);

it('a command with backticks stays one piece of code', async () => {
  const odd = { ...report, environment: { ...report.environment, command: ['fuzz', 'a``b'] } };
  expect(await markdown.render(odd)).toContain('``` npx natgrad-check fuzz --seed 20240916 a``b ```');
});

it('a report of nothing says so, and a long θ, a hint and a rule without figures have their words', async () => {
  const nothing = { ...report, rules: [], claims: [], experiments: [], counterexamples: {} };
  expect(await markdown.render(nothing)).toMatch(/^# Nothing was tested\n\nnatgrad-check 0\.1\.0, seed/);
  const [rule] = report.rules;
  const [found] = Object.values(report.counterexamples);
  if (!rule || !found) throw new Error('there are rules and counterexamples');
  const bare = {
    ...report,
    rules: [
      {
        ...rule,
        checks: rule.checks.map((check) => ({ ...check, counterexamples: ['a'] })),
        statistics: { ...rule.statistics, largestAngle: null, largestConditionNumber: null },
      },
    ],
    counterexamples: {
      a: { ...found, minimal: { ...found.minimal, theta: Array.from({ length: 9 }, () => 1) } },
    },
  };
  expect(await markdown.render(bare)).toContain('| – | – |');
  expect(await markdown.render(bare)).toContain('θ = (1, 1, 1, 1, 1, 1, 1, 1, …)');
});
