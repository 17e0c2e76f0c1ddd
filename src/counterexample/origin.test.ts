import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { LoadRequest } from '../campaign/executor.ts';
import { provenanceOf } from '../subject/catalog.ts';
import { loadRequestOf, movedRule, originOf } from './origin.ts';

const root = mkdtempSync(join(tmpdir(), 'origin-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const check = { id: 'small-step', claim: 'it descends', required: true };
const folder = relative('.', join(root, 'reports'));
const path = join(folder, 'counterexamples/rule/small-step-uphill.json');

const load: LoadRequest = {
  rule: { kind: 'module', spec: 'rule.js' },
  options: { seed: 3, runs: 9, contract: { window: 4 } },
  lossFile: 'loss.js',
  against: { kind: 'built-in', spec: 'adam:beta1=0.8' },
};

const storedOf = async (reference: LoadRequest['rule'], id: string) => {
  const provenance = await provenanceOf(reference);
  const run = { provenance, load: { ...load, rule: reference }, timeout: 300 };
  return originOf(run, { name: 'rule', check: { ...check, id }, path });
};

it('originOf(run, found) stores what a counterexample needs to be run again, and loadRequestOf reads it', async () => {
  for (const reference of [
    { kind: 'module', spec: 'rule.js' },
    { kind: 'built-in', spec: 'adam:beta1=0.5' },
    { kind: 'composed', spec: 'composed:seed=7,index=3' },
  ]) {
    const { rule, seed } = await storedOf(reference, 'small-step');
    expect(rule.timeout).toBeUndefined();
    expect(await loadRequestOf({ rule, seed }, path)).toEqual({
      ...load,
      rule: reference,
      options: { seed: 3, runs: 1, dimension: { min: 1, max: 65_536 }, contract: { window: 4 } },
    });
  }
  expect((await storedOf(load.rule, 'contained')).rule.timeout).toBe(300);
});

it('originOf(run, found) stores the interpreter of what the subject itself does not name', async () => {
  const stored = async (own: Partial<LoadRequest>) => {
    const request = { ...load, ...own };
    const run = { provenance: await provenanceOf(request.rule), load: request, timeout: 300 };
    return originOf(run, { name: 'rule', check, path });
  };
  const python = '/opt/python3';
  const loss = await stored({ lossFile: 'loss.py', python });
  expect(loss.rule.python).toBe(python);
  expect(loss.allowOutside).toBe(true);
  expect(await loadRequestOf(loss, path)).toMatchObject({ lossFile: 'loss.py', python });

  const reference = { kind: 'process', spec: 'torch.optim:Adam', python };
  const compared = await stored({ against: reference, python });
  expect(compared.rule.python).toBe(python);
  expect((await loadRequestOf(compared, path)).against).toEqual(reference);

  // Nothing needs it, or the subject says it already.
  expect((await stored({ python })).rule.python).toBeUndefined();
  const own = await stored({ rule: reference, against: reference, lossFile: 'loss.py', python });
  expect(own.rule.python).toBeUndefined();
  expect(await loadRequestOf(own, path)).toMatchObject({ rule: reference, against: reference, python });
});

it('loadRequestOf(counterexample, path) finds from here what was named from another folder', async () => {
  mkdirSync(join(root, 'elsewhere'));
  for (const name of ['my-rule.js', 'my-loss.js', 'my-reference.js'])
    writeFileSync(join(root, 'elsewhere', name), '');
  const rule = {
    name: 'rule',
    file: 'my-rule.js',
    home: '../../../elsewhere',
    lossFile: 'my-loss.js',
    against: './my-reference.js',
  };
  const here = (name: string): string => `./${relative('.', join(root, 'elsewhere', name))}`;
  for (const subject of [undefined, { kind: 'module', spec: 'my-rule.js' }]) {
    const stored = { rule: { ...rule, ...(subject && { subject }) }, seed: 1 };
    expect(await loadRequestOf(stored, path)).toMatchObject({
      rule: { kind: 'module', spec: here('my-rule.js') },
      lossFile: here('my-loss.js'),
      against: { kind: 'module', spec: here('my-reference.js') },
    });
  }
  expect((await loadRequestOf({ rule: { name: 'lion', file: null }, seed: 1 }, path)).rule).toEqual({
    kind: 'built-in',
    spec: 'lion',
  });
});

it('movedRule(rule, from, to) names the same files from another folder', () => {
  const rule = { name: 'rule', file: 'rule.js', beside: '../../../rule.js', home: '../../..' };
  const moved = movedRule(rule, 'a/counterexamples/rule/x.json', 'b/c/counterexamples/rule/x.json');
  expect(moved).toEqual({ ...rule, beside: '../../../../rule.js', home: '../../../..' });
  expect(movedRule({ name: 'lion', file: null }, 'a/x.json', 'b/c/x.json')).toEqual({
    name: 'lion',
    file: null,
  });
});
