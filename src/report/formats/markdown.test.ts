import { expect, it } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { hostileTexts } from './testing/hostileTexts.ts';
import { syntheticReport, withTexts } from './testing/syntheticReport.ts';

const report = syntheticReport(6);
const markdown = renderMarkdown(report);

it('renderMarkdown(report) answers in its first line', () => {
  expect(markdown.split('\n')[0]).toBe(
    '# 1 of 6 rules is falsified, 1 inconclusive, 4 verified; all 8 claims are verified',
  );
});

it('renderMarkdown(report) holds every rule, counterexample, claim and experiment, and the command', () => {
  for (const { name } of report.rules) expect(markdown).toContain(`| ${name} |`);
  expect(markdown).toContain('### my-adam: small-step-descends');
  expect(markdown).toContain('```sh\nnpx natgrad-check replay');
  expect(markdown).toContain('| P5-attained |');
  expect(markdown).toContain('**E5 ');
  expect(markdown).toContain('` npx natgrad-check fuzz --runs 1000 --seed 20240916 `');
});

it('renderMarkdown(report) says how many counterexamples it leaves out, and that a run ended early', () => {
  const long = syntheticReport(12 * 11);
  const early = { ...long, environment: { ...long.environment, interrupted: 'Ctrl-C' } };
  expect(renderMarkdown(early)).toContain('2 more counterexamples: see report.json.');
  expect(renderMarkdown(early)).toContain('**Ended early:** Ctrl-C');
});

it.each([...hostileTexts, 'x'.repeat(1e6)])(
  'a report full of the hostile text %# makes no markup',
  (text) => {
    const hostile = renderMarkdown(withTexts(report, () => text));
    expect(hostile.length).toBeLessThan(200_000);
    const outsideCode = hostile.replace(/(`{3,})sh\n[\s\S]*?\n\1\n/g, '').replace(/(`+) .* \1/g, '');
    expect(outsideCode.replaceAll('<!-- -->', '')).not.toMatch(/[<>]/);
    expect(outsideCode).not.toMatch(/(?<!\\)\]\(|@\w|#\d|:\/\//);
    const cells = outsideCode.split('\n').filter((line) => line.startsWith('| '));
    const widths = cells.map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(widths)).toEqual(new Set([11, 7]));
  },
);

it('a command with backticks stays one piece of code', () => {
  const odd = { ...report, environment: { ...report.environment, command: ['fuzz', 'a``b'] } };
  expect(renderMarkdown(odd)).toContain('``` npx natgrad-check fuzz a``b ```');
});

it('a report of nothing says so, and a long θ, a hint and a rule without figures have their words', () => {
  const nothing = { ...report, rules: [], claims: [], experiments: [], counterexamples: {} };
  expect(renderMarkdown(nothing)).toMatch(/^# Nothing was tested\n\nnatgrad-check 0\.1\.0, seed/);
  const [rule] = report.rules;
  const [found] = Object.values(report.counterexamples);
  if (!rule || !found) throw new Error('there are rules and counterexamples');
  const bare = {
    ...report,
    rules: [
      { ...rule, statistics: { ...rule.statistics, largestAngle: null, largestConditionNumber: null } },
    ],
    counterexamples: {
      a: { ...found, minimal: { ...found.minimal, theta: Array.from({ length: 9 }, () => 1) } },
    },
  };
  expect(renderMarkdown(bare)).toContain('| – | – |');
  expect(renderMarkdown(bare)).toContain('θ = (1, 1, 1, 1, 1, 1, 1, 1, …)');
});
