import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SubjectError } from '../errors.ts';
import {
  composedReference,
  loadPatienceOf,
  namesIn,
  open,
  provenanceOf,
  recognise,
  recogniseOne,
  runBy,
  servedAt,
  storedReference,
} from './catalog.ts';

const folder = mkdtempSync(join(tmpdir(), 'subjects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const descent = 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);';
const file = join(folder, 'rule.js');
writeFileSync(file, descent);
mkdirSync(join(folder, 'rules'));
for (const name of ['b.ts', 'a.mjs', 'a.test.mjs', 'a.d.ts', 'notes.md'])
  writeFileSync(join(folder, 'rules', name), descent);
mkdirSync(join(folder, 'empty'));

const composed = composedReference(7, 3);

/** What can be typed, and the kind, the file and the name of the rule that it stands for. */
const subjects = [
  [file, 'module', file, 'rule'],
  ['adam', 'built-in', null, 'adam'],
  ['adam:beta1=0.8', 'built-in', null, 'adam'],
  [composed.spec, 'composed', null, 'generated-3'],
] as const;

describe('recognise(typed)', () => {
  it.each(subjects)(
    'takes %s for one subject, which its spec names alone',
    async (spec, kind, from, name) => {
      const [reference, ...others] = await recognise(spec);
      expect([reference, others]).toEqual([{ kind, spec }, []]);
      expect(await provenanceOf(reference!)).toMatchObject({ subject: reference, file: from });
      expect((await open(reference!)).rule.name).toBe(name);
    },
  );

  it('takes a folder for the modules in it, and what is spelled like a path for a file', async () => {
    const rules = join(folder, 'rules');
    expect(await recognise(rules)).toEqual(
      ['a.mjs', 'b.ts'].map((name) => ({ kind: 'module', spec: join(rules, name) })),
    );
    for (const spec of ['./nowhere', 'nowhere.ts', 'nowhere.cjs', 'nowhere.tsx'])
      expect(await recognise(spec)).toEqual([{ kind: 'module', spec }]);
  });

  it('prefers a file to a built-in rule of the same name', async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      writeFileSync('adam', descent);
      expect(await recognise('adam')).toEqual([{ kind: 'module', spec: 'adam' }]);
    } finally {
      process.chdir(before);
    }
  });

  it.each([
    ['adm', /^adm: is neither a file nor a built-in rule; did you mean "adam"\?/],
    ['adam:beta9=1', /^adam: there is no hyperparameter "beta9"; did you mean "beta1"\?/],
    [join(folder, 'empty'), /: the folder holds no \.ts or \.js file$/],
  ])('refuses %j in one line', async (typed, says) => {
    const refused: unknown = await recognise(typed).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SubjectError);
    expect(refused).toHaveProperty('message', expect.stringMatching(says));
  });
});

it('recogniseOne(typed) refuses a folder of several', async () => {
  expect(await recogniseOne('adam')).toEqual({ kind: 'built-in', spec: 'adam' });
  await expect(recogniseOne(join(folder, 'rules'))).rejects.toThrow(
    'is a folder of 2 files; name one of them',
  );
});

it('open(reference) states the values that a spec states, and the files that were read', async () => {
  expect(await open({ kind: 'built-in', spec: 'adam:beta1=0.8' })).toMatchObject({
    stated: { beta1: 0.8 },
    files: [],
  });
  expect(await open({ kind: 'module', spec: file })).toMatchObject({
    stated: {},
    files: [{ file, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  await expect(open({ kind: 'oracle', spec: 'x' })).rejects.toThrow(
    'x: is a subject of an unknown kind, "oracle"; known are process, module, built-in, composed',
  );
  await expect(open({ kind: 'composed', spec: 'generated-3' })).rejects.toThrow('names no composed rule');
});

it('storedReference(rule) reads what a counterexample stores, now and before subjects had kinds', async () => {
  for (const [spec, kind, , name] of subjects) {
    const { subject, ...before } = await provenanceOf({ kind, spec });
    expect(storedReference({ name, subject, ...before })).toEqual({ kind, spec });
    // Of a built-in rule that was configured, only the name was stored.
    expect(storedReference({ name, ...before })).toEqual({ kind, spec: spec.replace(/:beta.*/, '') });
  }
});

it('loadPatienceOf(reference) gives time to a program of its own alone', () => {
  expect(loadPatienceOf({ kind: 'process', spec: 'rule.py' })).toBeGreaterThan(10_000);
  expect(loadPatienceOf({ kind: 'module', spec: file })).toBe(0);
});

it.each([
  ['adam:beta1=0.9', ['adam', 'beta1=0.9']],
  ['../adam-tests/my_rule.mjs', ['my_rule']],
  ['C:\\rules\\my.adam.ts', ['my.adam']],
  ['opt/fast.py:MyAdam', ['fast', 'MyAdam']],
  ['torch.optim:Adam(amsgrad=True, eps=1e-6)', ['torch.optim', 'Adam']],
  ['-- ./adam-server --port 3', ['adam-server', '--port', '3']],
])('namesIn(reference) are those of its file, and in it: %j', (spec, names) => {
  expect(namesIn({ kind: 'module', spec })).toEqual(names);
});

it('runBy(reference, python) names the interpreter where one runs the subject', () => {
  const process_ = { kind: 'process', spec: 'rule.py' };
  expect(runBy(process_, 'python3.12')).toEqual({ ...process_, python: 'python3.12' });
  expect(runBy(process_, undefined)).toBe(process_);
  for (const other of [
    { kind: 'module', spec: file },
    { kind: 'process', spec: '-- ./program' },
  ])
    expect(runBy(other, 'python3.12')).toBe(other);
});

it('servedAt(reference, channel) is for subjects that a program serves', () => {
  const live = { kind: 'process', spec: 'live it' };
  expect(servedAt(live, 'a:b')).toEqual({ ...live, channel: 'a:b' });
  expect(() => servedAt({ kind: 'built-in', spec: 'adam' }, 'a:b')).toThrow(
    '--channel: adam is no subject that a program serves',
  );
});
