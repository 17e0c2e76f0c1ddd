import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measuredRow, quotients, ratioRow, skippedRow } from './measure/ratio.ts';
import type { Assignment, Steps } from './measure/remoteSide.ts';
import type { BenchRow } from './row.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Debian's, for which torch is installed. */
const python = '/usr/bin/python3';

const runs = 1000;

/**
 * Runs commands beside each other, given as JSON; prints the seconds that their processes have computed, and those that passed.
 * Whoever outlives the process that started it is waited for as well (a subreaper of Linux): interpreters do, whose worker has ended.
 */
const meter = `
import ctypes, json, os, resource, subprocess, sys, time
PR_SET_CHILD_SUBREAPER = 36
assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
start = time.perf_counter()
running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in json.loads(sys.argv[1])]
codes = [child.wait() for child in running]
passed = time.perf_counter() - start
try:
    while True:
        os.wait()
except ChildProcessError:
    pass
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, passed, max(codes)]))
`;

type Command = readonly string[];

/** Seconds of commands that run beside each other. */
const secondsOf = (commands: readonly Command[], folder: string) => {
  const { stdout, stderr } = spawnSync(python, ['-c', meter, JSON.stringify(commands)], {
    cwd: folder,
    encoding: 'utf8',
  });
  const [computed, passed, code]: readonly number[] = JSON.parse(stdout || '[]');
  if (code !== 0) throw new Error(`remote: the command must end with 0, got ${code}: ${stderr.slice(-300)}`);
  return { computed: computed!, passed: passed! };
};

const side = (assignment: Assignment): Command => [
  process.execPath,
  at('./measure/remoteSide.js'),
  JSON.stringify(assignment),
];

/** How often a run of so many cases a check begins and steps a subject. */
const stepsOf = (rule: Assignment['rule'], folder: string): readonly Steps[] => {
  const [program, ...args] = side({ rule, runs, lockstep: 16 });
  const { stdout, stderr } = spawnSync(program!, args, { cwd: folder, encoding: 'utf8' });
  if (stdout === '') throw new Error(`remote: the subject must be stepped: ${stderr.slice(-300)}`);
  const { steps }: { readonly steps: readonly Steps[] } = JSON.parse(stdout);
  return steps;
};

/** A half of the steps of a run, for a loop that has another beside it. */
const halved = (table: readonly Steps[]): string =>
  JSON.stringify(
    table.map(({ dimension, starts, steps }) => [dimension, Math.ceil(starts / 2), Math.ceil(steps / 2)]),
  );

const numpyAdam = `import numpy as np
natgrad = dict(contract='small-step')
def init(theta):
    return [np.zeros_like(theta), np.zeros_like(theta), 0]
def update(gradient, state, step_size):
    m, v, t = state
    t, m, v = t + 1, 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
    return -step_size * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), [m, v, t]
`;

const lacks = (module: string): string | undefined => {
  const { status, error } = spawnSync(python, ['-c', `import ${module}`], { encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? undefined : `${python} has no ${module}: apt-get install python3-${module}`;
};

/** A default run of a subject in Python against a bare loop in Python that steps it as often: two processes each. */
const againstLoop = async (
  { what, spec, kind, target }: (typeof subjects)[number],
  folder: string,
): Promise<BenchRow> => {
  const peer = `a bare loop in Python that steps it as often, in two processes, time on the processor`;
  const row = { what: `a run of ${what}, 1,000 cases a check, two workers`, peer, target };
  const missing = lacks(kind);
  if (missing !== undefined) return skippedRow(row, missing);
  const table = stepsOf({ kind: 'process', spec, python }, folder);
  const cli = [process.execPath, at('../../dist/cli.js'), 'fuzz', spec, '--python', python];
  const options = [
    '--seed',
    '1',
    '--runs',
    String(runs),
    '--workers',
    '2',
    '--report',
    join(folder, 'report'),
  ];
  const loop = [python, at('../../bench/measure/bareLoop.py'), kind, halved(table)];
  const sum = (of: 'starts' | 'steps'): string =>
    table.reduce((total, each) => total + each[of], 0).toLocaleString('en');
  const found = await quotients({
    warmUps: 0,
    rounds: 3,
    ours: () => secondsOf([[...cli, ...options]], folder).computed,
    theirs: () => secondsOf([loop, loop], folder).computed,
  });
  const compared = `${peer} (${sum('steps')} steps of ${sum('starts')} runs)`;
  return measuredRow({ ...row, peer: compared, unit: '×' }, found);
};

const subjects = [
  {
    what: 'Adam of torch in double precision',
    spec: 'torch.optim:Adam',
    kind: 'torch',
    target: { atMost: 1.5 },
  },
  { what: 'Adam in NumPy', spec: './adam.py', kind: 'numpy', target: null },
] as const;

/** One message a step against sixteen cases side by side; cases of each check as few as show it. */
const againstLockstep = async (what: string, spec: string, target: BenchRow['target'], folder: string) => {
  const rule = { kind: 'process', spec, ...(spec.startsWith('--') ? {} : { python }) };
  const passed = (lockstep: number): number =>
    secondsOf([side({ rule, runs: 200, lockstep })], folder).passed;
  return ratioRow(
    {
      what: `${what}, sixteen cases open at once, time that passes`,
      peer: 'the same with one message a step',
      target,
    },
    { warmUps: 0, rounds: 3, ours: () => passed(16), theirs: () => passed(1) },
  );
};

/** What it costs to judge a subject that is not JavaScript. */
export default async (): Promise<readonly BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-remote-'));
  try {
    // The adapter is Python, which the compiler does not copy.
    cpSync(at('../../src/subject/python'), at('../src/subject/python'), { recursive: true });
    writeFileSync(join(folder, 'adam.py'), numpyAdam);
    const compiled = spawnSync('cc', [
      '-O2',
      '-o',
      join(folder, 'heavy_ball'),
      at('../../docs/heavy_ball.c'),
      '-lm',
    ]);
    const rows: BenchRow[] = [];
    for (const subject of subjects) rows.push(await againstLoop(subject, folder));
    const pairs = [
      ['Adam of torch', 'torch.optim:Adam', { atLeast: 2 }],
      ['Adam in NumPy', './adam.py', null],
      ['a heavy ball in C', '-- ./heavy_ball', null],
    ] as const;
    for (const [what, spec, target] of pairs) {
      if (what.endsWith(' C') && compiled.status !== 0) continue;
      rows.push(await againstLockstep(what, spec, target, folder));
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
