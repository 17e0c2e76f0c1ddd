import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { NamedCheck } from '../campaign/events.ts';
import { unshrunkFailure } from '../campaign/refutation.ts';
import { parseCounterexample } from '../report/json.ts';
import { provenanceOf } from '../subject/catalog.ts';
import type { RuleDescription } from '../types/campaign.ts';
import type { SubjectRun } from './origin.ts';
import { type CounterexampleFolder, openStore } from './store.ts';

const root = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const folderAt = (name: string): CounterexampleFolder => {
  const path = join(root, name);
  return {
    path,
    write: (file, text) => {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
  };
};

const runOf = async (file: string): Promise<SubjectRun> => {
  const provenance = await provenanceOf({ kind: 'module', spec: file });
  return { provenance, load: { rule: provenance.subject, options: { seed: 5, runs: 1 } }, timeout: 300 };
};

const planned = (name: string) => {
  const description: RuleDescription = {
    name,
    promise: 'small-step',
    claimedTraits: [],
    suspicions: [],
    notApplicable: [],
    checks: [],
    reachable: [],
    files: [],
  };
  return { kind: 'planned', description, total: 1 } as const;
};

const smallStep: NamedCheck = { id: 'small-step', claim: 'it descends', required: true };

const observed = (index: number, cause: string, theta: number) => ({
  index,
  scenario: {
    loss: { family: 'l1', parameters: { weights: [1] } },
    theta: [theta],
    stepSize: 1,
    steps: 1,
    seed: 0,
    hyperparameters: {},
  },
  observation: { status: 'refuted', margin: -1, cause, sentence: `${cause} from ${theta}` } as const,
});

const thetaIn = (folder: CounterexampleFolder, path: string): readonly number[] =>
  parseCounterexample(readFileSync(join(folder.path, path), 'utf8')).minimal.theta;

it('a case is stored the moment it is refuted, once for each cause, and again when it is shrunk', async () => {
  const folder = folderAt('early');
  const store = openStore(folder, () => {});
  const subject = store.of(await runOf('rule.js'));
  const path = 'counterexamples/my-rule/small-step-uphill.json';
  subject.read(planned('my rule'));
  subject.read({ kind: 'progress', done: 1 });
  subject.read({ kind: 'found', check: smallStep, observed: observed(7, 'uphill', 8) });
  subject.read({ kind: 'found', check: smallStep, observed: observed(3, 'uphill', 9) });
  expect(thetaIn(folder, path)).toEqual([8]);
  expect(subject.paths().size).toBe(0);
  const finding = unshrunkFailure(observed(3, 'uphill', 1));
  subject.read({ kind: 'finding', check: smallStep, finding });
  expect(thetaIn(folder, path)).toEqual([1]);
  expect(readFileSync(join(folder.path, path.replace('.json', '.repro.mjs')), 'utf8')).toContain(
    '// small-step: it descends\n// uphill from 1\n',
  );
  expect([...store.found.keys()]).toEqual([path]);
  expect([...subject.paths()]).toEqual([['small-step', [path]]]);
});

it('paths() lists what was shrunk of a check by its case, in whatever order it came', async () => {
  const subject = openStore(folderAt('order'), () => {}).of(await runOf('rule.js'));
  subject.read(planned('my rule'));
  for (const [index, cause] of [
    [9, 'a-late-one'],
    [2, 'uphill'],
    [2, 'never-moves'],
  ] as const)
    subject.read({ kind: 'finding', check: smallStep, finding: unshrunkFailure(observed(index, cause, 1)) });
  expect(subject.paths().get('small-step')).toEqual(
    ['never-moves', 'uphill', 'a-late-one'].map(
      (cause) => `counterexamples/my-rule/small-step-${cause}.json`,
    ),
  );
});

it('stored(name) gives what earlier runs stored of the same rule, and names what cannot be run', async () => {
  const folder = folderAt('earlier');
  const first = openStore(folder, () => {});
  for (const file of ['a.js', 'b.js']) {
    const subject = first.of(await runOf(file));
    subject.read(planned('one name'));
    const shrunk = { ...unshrunkFailure(observed(0, 'uphill', file === 'a.js' ? 1 : 2)) };
    subject.read({ kind: 'finding', check: smallStep, finding: shrunk });
    const running = {
      ...shrunk,
      running: 'odd',
      before: [{ check: 'odd', scenario: observed(0, '', 4).scenario }],
    };
    subject.read({
      kind: 'finding',
      check: { id: 'contained', claim: 'it returns', required: true },
      finding: running,
    });
  }
  // Two rules of one name have a folder each, in the order of the run.
  expect(existsSync(join(folder.path, 'counterexamples/one-name-2/small-step-uphill.json'))).toBe(true);
  writeFileSync(join(folder.path, 'counterexamples/one-name/notes.json'), '{}');
  const lines: string[] = [];
  const next = openStore(folder, (line) => lines.push(line));
  const stored = next.of(await runOf('a.js')).stored('one name');
  expect(
    stored.map(({ check, scenario, prerequisites }) => [check, scenario.theta, prerequisites.length]),
  ).toEqual([
    ['odd', [1], 1],
    ['small-step', [1], 0],
  ]);
  expect(lines).toEqual([
    expect.stringMatching(/^skipped .*notes\.json: is no counterexample that can be run/),
  ]);
  expect(next.of(await runOf('c.js')).stored('another name')).toEqual([]);
});
