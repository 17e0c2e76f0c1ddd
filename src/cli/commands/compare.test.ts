import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand, runCommandAt } from '../../../properties/command/runCommand.ts';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import { stringifyReport } from '../../report/json.ts';
import type { Report } from '../../types/report.ts';
import { writeAtomically } from '../folder/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'compare-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = syntheticReport(5);
const written = (name: string, own: Partial<Report>): string => {
  const path = join(folder, name, 'report.json');
  writeAtomically(path, stringifyReport({ ...report, ...own }));
  return path;
};
const before = written('before', {});
const [right, wrong] = report.rules;
const worse = written('after', {
  rules: [{ ...right!, verdict: 'falsified' }, wrong!],
  environment: { ...report.environment, interrupted: 'interrupted' },
});

describe('natgrad-check compare', () => {
  it('ends with 0 for a report beside itself, by its file or its folder', async () => {
    const { code, out } = await runCommand('compare', before, join(folder, 'before'));
    expect(code).toBe(0);
    expect(out).toMatch(/\n= \d+ unchanged\n\nno regression\n$/);
  });

  it('ends with 1 where something that was judged got worse, and says what, within 80 columns', async () => {
    const { code, out } = await runCommand('compare', before, worse);
    expect(code).toBe(1);
    expect(out).toMatch(/\ngradient-descent\n {2}↘ verdict +verified → falsified\n/);
    expect(out).toMatch(/\n\S+: only before, \w+\n/);
    expect(out).toMatch(/\nnote: \S*after\S* is not whole/);
    expect(out).toMatch(/\n1 regression: gradient-descent\n$/);
  });

  it('sets two rules of one report side by side, what is the same in one line', async () => {
    const { code, out } = await runCommandAt(60, 'compare', before, 'my-adam', 'gradient-descent');
    expect(code).toBe(0);
    expect(out).toMatch(/\nmy-adam → gradient-descent\n {2}↗ verdict +falsified → verified\n/);
    expect(out).toMatch(/\n {2}= \d+ rows? of checks and laws the same\n/);
    expect(out).toMatch(/\n {2}\S largest κ\* /);
  });

  it('writes a page and its figures, and prints JSON and nothing else', async () => {
    const page = join(folder, 'page');
    const { code, out } = await runCommand('compare', before, worse, '--json', '--report', page);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, regressions: 1 });
    expect(out).toBe(readFileSync(join(page, 'comparison.json'), 'utf8'));
    const html = readFileSync(join(page, 'index.html'), 'utf8');
    expect(html).toContain('<h1>1 regression</h1>');
    expect(html.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:\/\//);
    const rules = await runCommand('compare', before, 'my-adam', 'gradient-descent', '--report', page);
    expect(rules.out).toMatch(/\nreport: \S*index\.html\n$/);
    const beside = readFileSync(join(page, 'index.html'), 'utf8');
    expect(beside).toContain('<h1>No regression</h1>');
    expect(beside.match(/<figure/g)!.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    [[before], 'name two reports, or one report and two of its rules'],
    [[before, 'a', 'b', 'c'], 'name two reports'],
    [[before, join(folder, 'none.json')], 'none.json: there is no such file; name a report.json'],
    [[before, 'my-adma', 'gradient-descent'], 'has no rule "my-adma"; did you mean "my-adam"? there are '],
    [[written('bare', { rules: [] }), 'a', 'b'], 'has no rule "a"; it has no rules'],
    [[before, before, '--report', join(before, 'x')], 'cannot be written'],
  ])('refuses %j in one line', async (args, line) => {
    const { code, out, err } = await runCommand('compare', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(line);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('refuses what is no report', async () => {
    writeFileSync(join(folder, 'text.json'), '{"schemaVersion": 2}');
    const { code, err } = await runCommand('compare', join(folder, 'text.json'), before);
    expect(code).toBe(2);
    expect(err).toMatch(/text\.json: is no report that can be read \(report\.schemaVersion: must be 1/);
  });
});
