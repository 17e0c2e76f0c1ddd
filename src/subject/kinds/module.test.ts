import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SubjectError } from '../../errors.ts';
import quadratic from '../../losses/quadratic.ts';
import module from './module.ts';

const opened = (spec: string) => module.open({ kind: 'module', spec });

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const context = {
  theta: Float64Array.of(2),
  gradient: Float64Array.of(4),
  stepSize: 0.5,
  step: 0,
  time: 0,
  random: () => 0.5,
  hyperparameters: {},
  loss: quadratic.build({ spectrum: [2], rotation: null, centre: [0] }),
  parameters: [],
};

describe('a module, opened by its path', () => {
  const good: Readonly<Record<string, string>> = {
    'typed.ts':
      'export default ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }) => gradient.map((d) => -stepSize * d);',
    'plain.js': 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);',
    'module.mjs':
      'export default { update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d) };',
    'common.cjs': 'module.exports = ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);',
    'instance.ts':
      'class R { rate = 1; update(c) { return c.gradient.map((d: number) => -this.rate * c.stepSize * d); } } export default new R();',
    'awaited.ts':
      'export default await Promise.resolve((c) => c.gradient.map((d: number) => -c.stepSize * d));',
    'no-extension': 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);',
    'od"d na\nme.ts':
      'export default ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }): number[] => Array.from(gradient, (d: number) => -stepSize * d);',
  };
  it.each(Object.keys(good))('runs %j', async (name) => {
    const { rule, files } = await opened(write(name, good[name] ?? ''));
    expect(Array.from(Object.values(rule.update(context, undefined)))).toEqual([-2]);
    expect(files).toEqual([{ file: join(folder, name), digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  const bad: readonly (readonly [name: string, text: string, says: RegExp])[] = [
    ['empty.ts', '', /empty\.ts: has no default export; add/],
    ['named.ts', 'export const rule = () => [];', /has no default export/],
    ['syntax.ts', 'export default ({ => ', /syntax\.ts: does not parse: .* at line 1, column \d+; fix/],
    [
      'imports-syntax.ts',
      'import "./syntax.ts"; export default 1;',
      /imports-syntax\.ts: does not parse: .* in \S*syntax\.ts at line 1, column \d+; fix/,
    ],
    ['throws.ts', 'throw new Error("at the top");', /throws "at the top" while it loads/],
    ['throws-text.ts', 'throw "at the top";', /throws at the top while it loads; remove/],
    [
      'missing-import.ts',
      'import "no-such-package-here"; export default 1;',
      /no-such-package-here.*install it/,
    ],
    [
      'getter.ts',
      'export default { get update() { throw new Error("getter"); } };',
      /throws "getter" where its fields are read/,
    ],
    ['number.ts', 'export default 5;', /default export is a number; export a function/],
    ['nothing.ts', 'export default null;', /default export is null/],
    ['object.ts', 'export default { name: "x" };', /has no "update"/],
    ['class.ts', 'export default class { update() {} }', /is a class; export an instance/],
    ['update.ts', 'export default { update: 3 };', /"update" that is a number/],
    ['promise.ts', 'export default Promise.resolve(() => []);', /is a promise/],
    [
      'contract.ts',
      'export default { update() {}, contract: { effective: { window: 0 } } };',
      /promises \{"window":0\}/,
    ],
  ];
  it.each(bad)('refuses %s in one line that says what to do', async (name, text, says) => {
    const failure = await opened(write(name, text)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SubjectError);
    expect(String(failure)).toMatch(says);
    expect(String(failure)).not.toContain('\n');
  });

  it('refuses a missing file and a folder', async () => {
    await expect(opened(join(folder, 'none.ts'))).rejects.toThrow(/there is no such file; check the path/);
    mkdirSync(join(folder, 'sub.ts'));
    await expect(opened(join(folder, 'sub.ts'))).rejects.toThrow(/is a folder/);
  });
});
