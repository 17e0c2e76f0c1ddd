import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  counterexample,
  expectOneLine,
  folder,
  path,
  report,
  root,
  workInHostileFolder,
} from '../../properties/command/hostileFolder.ts';
import { runCommand } from '../../properties/command/runCommand.ts';
import { parseReport, stringifyReport } from '../report/json.ts';
import type { Counterexample, Report } from '../types/report.ts';

workInHostileFolder();

const shard = (name: string, change: (report: Report) => unknown): string => {
  mkdirSync(name, { recursive: true });
  writeFileSync(join(name, 'report.json'), stringifyReport(change(report)));
  return name;
};

const withCases = (of: number, parts: readonly number[]) => (base: Report) => ({
  ...base,
  environment: { ...base.environment, cases: base.rules.map(() => ({ runs: 9, parts, of, options: {} })) },
});

const withKey =
  (key: string, change: Partial<Counterexample> = {}) =>
  (base: Report) => ({
    ...base,
    counterexamples: {
      ...base.counterexamples,
      ...JSON.parse(`{ ${JSON.stringify(key)}: 0 }`, (k, v) =>
        k === key ? { ...counterexample, ...change } : v,
      ),
    },
  });

const withRule = (change: (rule: Report['rules'][number]) => unknown) => (base: Report) => ({
  ...base,
  rules: base.rules.map((rule) => change(rule)),
});

describe('merge of a report that somebody sent is refused in one line, and writes nothing', () => {
  const reports: readonly (readonly [what: string, change: (base: Report) => unknown, says: RegExp])[] = [
    ['a path above', withKey('../../evil.json'), /must have the path of its rule, check and cause/],
    ['a path from the root', withKey('/tmp/evil.json'), /must have the path/],
    ['a path of another file', withKey('index.html'), /must have the path/],
    [
      'a path within',
      withKey(path.replace('counterexamples/', 'counterexamples/../counterexamples/')),
      /must have the path/,
    ],
    ['a path of another cause', withKey(path, { cause: 'other' }), /must have the path/],
    ['a path named __proto__', withKey('__proto__'), /must have the path|must be an object/],
    ['a path that steers the terminal', withKey('\u001b[2J\u202e'), /must have the path/],
    ['a case twice', withKey(path.replace(/\/([^/]*)$/, '-2/$1')), /must be there once/],
    [
      'a case that is cited, and not there',
      (base) => ({ ...base, counterexamples: {} }),
      /must hold what it cites/,
    ],
    [
      'a trait that cites a prototype',
      withRule((rule) => ({
        ...rule,
        traits: rule.traits.map((trait) => ({ ...trait, counterexample: 'constructor' })),
      })),
      /must hold what it cites/,
    ],
    ['10¹⁵ parts', withCases(1e15, [1]), /must be of 1 to 10,000 parts/],
    ['no parts', withCases(0, [1]), /must be of 1 to 10,000 parts/],
    ['a part beyond the last', withCases(2, [3]), /got part 3 of 2/],
    [
      'a trait without its check',
      withRule((rule) => ({
        ...rule,
        traits: [{ id: 'nothing', claimed: true, observed: 'yes', cases: 1 }],
      })),
      /the trait "nothing" of .* without its check/,
    ],
    [
      'a check twice',
      withRule((rule) => ({ ...rule, checks: [...rule.checks, rule.checks[0]] })),
      /each check of .* once/,
    ],
    [
      'more refuted than decided',
      withRule((rule) => ({
        ...rule,
        checks: rule.checks.map((check) => ({ ...check, refuted: check.decided + 1 })),
      })),
      /must refute at most/,
    ],
    ['no rules that are lists', (base) => ({ ...base, rules: {} }), /is no report that can be read/],
    [
      'a rule whose name is an object',
      withRule((rule) => ({ ...rule, name: {} })),
      /is no report that can be read/,
    ],
  ];
  it.each(reports)('%s', async (_, change, says) => {
    rmSync('merged', { recursive: true, force: true });
    const before = readdirSync(root);
    const ended = await runCommand('merge', shard('shard', change), '--report', 'merged');
    expect(ended.err).toMatch(says);
    expect(ended.code).toBe(2);
    expectOneLine(ended);
    expect(readdirSync(root)).toEqual(before);
    expect(readdirSync(folder)).not.toContain('merged');
  });

  it('the checks of its parts are not the same', async () => {
    const one = shard('one', withCases(2, [1]));
    const two = shard('two', (base) => {
      const { rules, ...others } = withCases(2, [2])(base);
      return {
        ...others,
        rules: rules.map((rule) => {
          const checks = rule.checks.slice(0, -1);
          return {
            ...rule,
            checks,
            traits: rule.traits.filter(({ id }) => checks.some((check) => check.id === id)),
          };
        }),
      };
    });
    expect((await runCommand('merge', one, two, '--report', 'merged')).err).toMatch(
      /must have the same checks/,
    );
  });

  it('reproductions are written anew, in the folder alone', async () => {
    const evil = 'process.exit(7);';
    const one = shard('anew', (base) => ({
      ...base,
      counterexamples: Object.fromEntries(
        Object.entries(base.counterexamples).map(([key, found]) => [
          key,
          {
            ...found,
            test: evil,
            replay: evil,
            sentence: `${found.sentence}\n${evil}\u2028${evil}`,
            rule: { ...found.rule, beside: '../../../../evil.mjs' },
          },
        ]),
      ),
    }));
    const ended = await runCommand('merge', one, '--report', 'merged');
    expect(ended.err).toBe('');
    const merged = parseReport(readFileSync(join('merged', 'report.json'), 'utf8'));
    expect(Object.keys(merged.counterexamples)).toEqual(Object.keys(report.counterexamples).sort());
    for (const [place, found] of Object.entries(merged.counterexamples)) {
      expect(found.replay).toBe(`npx natgrad-check replay merged/${place}`);
      if (report.counterexamples[place]?.test === undefined && found.test === undefined) continue;
      const test = readFileSync(join('merged', place.replace(/\.json$/, '.repro.mjs')), 'utf8');
      expect(
        test.split(/[\n\u2028\u2029]/).filter((line) => line.includes(evil) && !line.startsWith('//')),
      ).toEqual([]);
      expect(test).not.toContain('evil.mjs');
      expect(found.test).toBe(test);
    }
  });

  it('nothing is written through a link out of its folder', async () => {
    mkdirSync('trap/elsewhere', { recursive: true });
    mkdirSync('trap/merged');
    symlinkSync(join(folder, 'trap/elsewhere'), 'trap/merged/counterexamples');
    const ended = await runCommand(
      'merge',
      shard('plain', (base) => base),
      '--report',
      'trap/merged',
    );
    expect(ended.err).toMatch(/a link out of the folder/);
    expect(ended.code).toBe(2);
    expect(readdirSync('trap/elsewhere')).toEqual([]);
  });
});
