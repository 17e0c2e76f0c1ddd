import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Counterexample } from '../types/report.ts';
import { codeOfLoad, demandInside, filesOutside } from './imports.ts';

const root = mkdtempSync(join(tmpdir(), 'imports-'));
const at = (name: string): string => join(root, name);
beforeAll(() => {
  mkdirSync(at('project/reports'), { recursive: true });
  writeFileSync(at('project/rule.js'), '');
  writeFileSync(at('outside.js'), '');
  symlinkSync(at('outside.js'), at('project/link.js'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('codeOfLoad(load) is the code that runs, each once', () => {
  const options = { seed: 1, runs: 1 };
  const module = { kind: 'module', spec: 'rule.js' };
  const program = { kind: 'process', spec: '-- ./rule x' };
  expect(codeOfLoad({ rule: module, options, against: module, lossFile: 'loss.js' })).toEqual({
    files: ['rule.js', 'loss.js'],
    started: [],
  });
  expect(codeOfLoad({ rule: program, options, against: program })).toEqual({
    files: [],
    started: ['-- ./rule x'],
  });
  expect(codeOfLoad({ rule: module, options, lossFile: 'loss.py', python: '/opt/python3' })).toEqual({
    files: [module.spec, 'loss.py'],
    started: ['/opt/python3'],
  });
  expect(codeOfLoad({ rule: { kind: 'built-in', spec: 'adam' }, options })).toEqual({
    files: [],
    started: [],
  });
});

it('filesOutside(files, folders) follows links, and takes what is not there by its name', () => {
  const files = ['project/rule.js', 'project/link.js', 'project/none.js', 'outside.js'].map(at);
  expect(filesOutside(files, [at('project')])).toEqual([at('project/link.js'), at('outside.js')]);
  expect(filesOutside(files, [at('none'), root])).toEqual([]);
});

const from = (rule: Partial<Counterexample['rule']>): Pick<Counterexample, 'rule'> => ({
  rule: { name: 'rule', file: null, ...rule },
});

const path = at('project/reports/case.json');

it('demandInside(imports, found, path, how) trusts the folder of the run that holds the case', () => {
  const ask = (home: string | undefined, file: string): (() => void) => {
    const found = from(home === undefined ? {} : { home });
    return () => demandInside({ files: [file], started: [] }, found, path, 'say so');
  };
  expect(ask('..', at('project/rule.js'))).not.toThrow();
  expect(ask(undefined, 'src/index.ts')).not.toThrow();
  expect(ask('..', at('project/link.js'))).toThrow(/runs .*link\.js, outside .* say so/);
  expect(ask(undefined, at('project/rule.js'))).toThrow(/outside/);
  expect(ask('/', at('project/rule.js'))).toThrow(/outside/);
  expect(ask('../..', at('outside.js'))).not.toThrow();
  expect(ask('../../none', at('outside.js'))).toThrow(/outside/);
  expect(ask(homedir(), at('project/rule.js'))).toThrow(/outside/);
  const started = { files: [], started: ['-- ./program'] };
  expect(() => demandInside(started, from({ home: '..' }), path, 'say so')).toThrow(
    /runs -- \.\/program, outside/,
  );
});
