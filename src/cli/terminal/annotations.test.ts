import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import { allFailures } from '../../verdict/baseline.ts';
import { annotation, annotations, placeOf } from './annotations.ts';

const folder = mkdtempSync(join(tmpdir(), 'annotations-'));
const { GITHUB_WORKSPACE } = process.env;
beforeAll(() => {
  process.env.GITHUB_WORKSPACE = folder;
  writeFileSync(join(folder, 'rule.ts'), '// a rule\n\nexport default () => [];\n');
  writeFileSync(join(folder, 'opt.py'), 'import x\nclass Other:\n  pass\nclass Mine:\n  pass\n');
});
afterAll(() => {
  delete process.env.GITHUB_WORKSPACE;
  if (GITHUB_WORKSPACE !== undefined) process.env.GITHUB_WORKSPACE = GITHUB_WORKSPACE;
  rmSync(folder, { recursive: true });
});

it('annotation(level, …) escapes what ends a property and what ends the command', () => {
  expect(
    annotation('error', { file: 'a,b:c.ts', line: 3, title: '50 %, or: not', message: 'θ: 100 %, too' }),
  ).toBe('::error file=a%2Cb%3Ac.ts,line=3,title=50 %25%2C or%3A not::θ: 100 %25, too\n');
  const hostile = annotation('warning', { title: 'x', message: 'a\n::error::b\r\u001b[31m' });
  expect(hostile).toBe('::warning title=x::a ::error::b [31m\n');
});

it('placeOf(file, name) is the line on which a rule is exported, or defined under its name', () => {
  expect(placeOf(undefined)).toEqual({});
  expect(placeOf(join(folder, 'rule.ts'))).toEqual({ file: 'rule.ts', line: 3 });
  expect(placeOf(join(folder, 'opt.py'))).toEqual({ file: 'opt.py', line: 2 });
  expect(placeOf(join(folder, 'opt.py:Mine'), 'Mine')).toEqual({ file: 'opt.py', line: 4 });
  expect(placeOf(join(folder, 'gone.ts'))).toEqual({ file: 'gone.ts', line: 1 });
});

it('annotations(report) has an error for a new failure, and warnings for known ones, doubts and suspicions', () => {
  const report = syntheticReport(5);
  const errors = annotations(report).match(/^::error .*$/gm) ?? [];
  expect(errors).toHaveLength(allFailures(report).length);
  expect(errors[0]).toContain('title=my-adam%3A ');
  expect(annotations(report)).toMatch(/^::warning .*title=feedback-alignment%3A inconclusive::/m);
  const known = allFailures(report);
  const beside = annotations({ ...report, baseline: { file: 'b', known, fresh: [], fixed: [] } });
  expect(beside).not.toContain('::error');
  expect(beside).toMatch(/^::warning .*\(known\)::/m);
  const [right] = report.rules;
  const suspicions = [
    { id: 'rarely-falls', status: 'raised', sentence: 'it rarely falls' },
    { id: 'still', status: 'unseen', sentence: 'was not seen' },
  ] as const;
  const subject = { kind: 'process', spec: 'opt.py:Mine' };
  const suspected = [{ ...right!, suspicions, subject, file: join(folder, 'opt.py') }];
  expect(annotations({ ...report, rules: suspected })).toBe(
    '::warning file=opt.py,line=4,title=gradient-descent%3A rarely-falls::it rarely falls\n',
  );
});
