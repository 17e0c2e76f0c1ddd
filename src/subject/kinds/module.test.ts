import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import quadratic from '../losses/quadratic.ts';
import { loadRule, nameRule, ruleFault } from './loadRule.ts';
import { shown, UnusableFileError } from './unusable.ts';

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
};

describe('loadRule(file)', () => {
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
    const { rule, digest } = await loadRule(write(name, good[name] ?? ''));
    expect(Array.from(Object.values(rule.update(context, undefined)))).toEqual([-2]);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  const bad: readonly (readonly [name: string, text: string, says: RegExp])[] = [
    ['empty.ts', '', /empty\.ts: has no default export; add/],
    ['named.ts', 'export const rule = () => [];', /has no default export/],
    ['syntax.ts', 'export default ({ => ', /syntax\.ts: does not parse: .* at line 1, column \d+; mend/],
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
    const failure = await loadRule(write(name, text)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnusableFileError);
    expect(String(failure)).toMatch(says);
    expect(String(failure)).not.toContain('\n');
  });

  it('refuses a missing file and a folder', async () => {
    await expect(loadRule(join(folder, 'none.ts'))).rejects.toThrow(/there is no such file; check the path/);
    mkdirSync(join(folder, 'sub.ts'));
    await expect(loadRule(join(folder, 'sub.ts'))).rejects.toThrow(/is a folder/);
  });
});

describe('ruleFault(value)', () => {
  const update = () => [];
  const cases: readonly (readonly [value: unknown, says: RegExp])[] = [
    [{ update, init: 3 }, /"init" that is a number/],
    [{ update, name: 3 }, /"name" that is a number/],
    [{ update, domain: 'negative' }, /domain = "negative"; it must be "all" or "positive"/],
    [{ update, precision: 16 }, /precision = 16/],
    [{ update, stepSize: 'mine' }, /stepSize = "mine"/],
    [{ update, traits: 'odd' }, /"traits" that are not a list/],
    [{ update, hyperparameters: 3 }, /"hyperparameters" that are a number/],
    [
      { update, hyperparameters: { b: { default: 2, min: 0, max: 1 } } },
      /hyperparameter "b" without finite min ≤ default ≤ max/,
    ],
    [{ update, hyperparameters: { b: 0.9 } }, /hyperparameter "b"/],
    [
      { update, hyperparameters: { b: { default: 1, min: 1, max: 1, unit: 'metre' } } },
      /"b" with unit = "metre"; it must be "gradient" or "squared gradient"/,
    ],
    [{ update, contract: 'every-step' }, /"contract" that is a string/],
    [{ update, contract: { objective: 3 } }, /contract.objective that is a number/],
    [{ update, contract: { minCosine: 2 } }, /minCosine = 2/],
    [{ update, contract: { losses: 3 } }, /contract.losses/],
    [{ update, contract: { effective: 'always' } }, /promises "always"/],
    [{ update, contract: { effective: { share: 2 } } }, /promises/],
    [{ update, contrat: {} }, /field "contrat"; did you mean "contract"\?/],
    [{ update, Precision: 'float32' }, /field "Precision"; did you mean "precision"\?/],
    [
      { update, contract: { efective: 'every-step' } },
      /field "contract.efective"; did you mean "contract.effective"\?/,
    ],
    [[], /has no "update"/],
    [{ update: [] }, /"update" that is an array/],
    [{ update: {} }, /"update" that is an object/],
    [{ update: 3 }, /"update" that is a number/],
  ];
  it.each(cases)('names what is wrong with %j', (value, says) => {
    expect(ruleFault(value)).toMatch(says);
  });

  it('finds nothing wrong with a full rule', () => {
    const rule = {
      name: 'full',
      init: () => 0,
      update,
      contract: { effective: { share: 0.5 }, losses: ['quadratic'], minCosine: 0.1, maxStepSize: () => 1 },
      traits: ['odd'],
      domain: 'positive',
      precision: 'float32',
      stepSize: 'internal',
      hyperparameters: { b: { default: 0.5, min: 0, max: 1, unit: 'squared gradient' } },
    };
    expect(ruleFault(rule)).toBeUndefined();
    expect(
      ruleFault({ update, contract: { effective: { envelope: 3 }, losses: () => true } }),
    ).toBeUndefined();
  });
});

describe('nameRule(exported, fallback)', () => {
  it('keeps the name of a rule and falls back on the file', () => {
    expect(nameRule(() => [], 'file').name).toBe('file');
    expect(nameRule({ update: () => [] }, 'file').name).toBe('file');
    expect(nameRule({ name: 'own', update: () => [] }, 'file').name).toBe('own');
  });
});

describe('shown(file)', () => {
  it('puts any path on one line', () => {
    expect(shown('a b.ts')).toBe('a b.ts');
    expect(shown('a\nb.ts')).toBe('"a\\nb.ts"');
    expect(shown('')).toBe('""');
  });
});
