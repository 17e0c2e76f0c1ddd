import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCommand } from '../../properties/command/runCommand.ts';
import { parseReport } from '../report/json.ts';
import type { RuleReport } from '../types/report.ts';

const folder = mkdtempSync(join(tmpdir(), 'same-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The same rule in two languages, each operation rounded alike. */
const momentum = {
  'momentum.js': `export default {
  contract: { effective: 'small-step' },
  init: (theta) => new Float64Array(theta.length),
  update: ({ gradient, stepSize }, v) => {
    const next = v.map((x, i) => 0.5 * x - stepSize * gradient[i]);
    return { delta: next, state: next };
  },
};`,
  'momentum.py': `natgrad = dict(contract='small-step')
def init(theta):
    return [0.0] * len(theta)
def update(gradient, state, step_size):
    moved = [0.5 * x - step_size * float(g) for x, g in zip(state, gradient)]
    return moved, moved
`,
};

const fuzzed = async (name: keyof typeof momentum): Promise<RuleReport> => {
  const file = join(folder, name);
  writeFileSync(file, momentum[name]);
  const limits = ['--runs', '30', '--seed', '3', '--steps', '40', '--dimension', '1..8', '--workers', '1'];
  const { out } = await runCommand(
    'fuzz',
    file,
    ...limits,
    '--python',
    '/usr/bin/python3',
    '--json',
    '--report',
    join(folder, 'out'),
  );
  return parseReport(out).rules[0]!;
};

it('a rule that is stepped in another process, in lockstep, is reported as the same rule here is', async () => {
  const [here, there] = [await fuzzed('momentum.js'), await fuzzed('momentum.py')];
  expect(there.subject).toMatchObject({ kind: 'process' });
  expect(there.subject?.inFlight).toBeGreaterThan(1);
  // Of its state nothing is seen from here, and it draws from a clock of its own.
  const shared = ({ verdict, promise, checks, traits, identity, statistics, coverage }: RuleReport) =>
    ({ verdict, promise, checks, traits, identity, statistics, coverage }) as const;
  expect(shared(there)).toEqual(shared(here));
  const seen = there.suspicions?.filter(({ status }) => status !== 'blind');
  expect(seen).toEqual(here.suspicions?.filter(({ status }) => status !== 'blind'));
});
