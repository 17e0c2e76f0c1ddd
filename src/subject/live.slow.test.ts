import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { pythonFolder } from './python.ts';

// Optimizers of a running Python, with Debian's pytest and torch: in the process of the test that is about them.

const python = '/usr/bin/python3';
const folder = mkdtempSync(join(tmpdir(), 'live-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where private folders are made: whether anything is left can be told from it. */
const scratch = join(folder, 'scratch');
mkdirSync(scratch);

const environment = (more: Readonly<Record<string, string>> = {}) => ({
  ...process.env,
  NO_COLOR: '1',
  PYTHONPATH: pythonFolder(),
  PYTHONDONTWRITEBYTECODE: '1',
  TMPDIR: scratch,
  ...more,
});

let count = 0;

/** Writes a file of Python into a folder of its own. */
const file = (text: string): { readonly cwd: string; readonly name: string } => {
  const cwd = join(folder, String(++count));
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'test_mine.py'), `${imports}\n${text}`);
  return { cwd, name: 'test_mine.py' };
};

const imports = 'from natgrad_check import assert_learning_rule, check_learning_rule, Inconclusive';

const run = (text: string, args: readonly string[] = [], more = {}): SpawnSyncReturns<string> => {
  const { cwd, name } = file(text);
  return spawnSync(python, [...args, name], { cwd, encoding: 'utf8', env: environment(more) });
};

const underPytest = (text: string): SpawnSyncReturns<string> =>
  run(text, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider']);

const right = 'def right(gradient, step_size):\n    return [-step_size * g for g in gradient]\n';
const wrong = 'def wrong(gradient, step_size):\n    return [step_size * g for g in gradient]\n';
const few = "runs=10, seed=1, dimension='1..3'";

/** Processes of the command, and private folders, that are there a while after a test. */
const leftovers = async (): Promise<readonly string[]> => {
  let found: readonly string[] = [];
  for (let i = 0; i < 300; i++) {
    found = [...readdirSync(scratch), ...commands()];
    if (found.length === 0) break;
    await wait(20);
  }
  return found;
};

const commands = (): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(scratch) ? [line] : [];
      } catch {
        return [];
      }
    });

describe('assert_learning_rule(subject) in tests of Python', () => {
  it('passes a right optimizer and fails a wrong one with all that makes it again, under pytest', async () => {
    const { stdout, status } = underPytest(`${right}${wrong}
def test_right():
    assert_learning_rule(right, against='gradient-descent', ${few})
def test_wrong():
    assert_learning_rule(wrong, ${few})
`);
    expect(stdout).toContain('1 failed, 1 passed');
    expect(status).toBe(1);
    expect(stdout).toMatch(/wrong is falsified: small-step: .*uphill/);
    expect(stdout).toMatch(/smallest case: θ = \[1\], ∇L = \[1\], step size 0\.\d+, loss quadratic/);
    expect(stdout).toMatch(/seed: 1\n/);
    expect(stdout).toContain("again: assert_learning_rule(wrong, runs=10, seed=1, dimension='1..3')");
    const [, program = ''] = /alone: python (\S+)/.exec(stdout) ?? [];
    const alone = spawnSync(python, [join(folder, String(count), program)], {
      encoding: 'utf8',
      env: environment(),
    });
    expect(alone.stderr).toContain('step 0: it goes uphill to first order');
    expect(alone.status).toBe(1);
    expect(await leftovers()).toEqual([]);
  });

  it('fails under unittest, and leaves generators and signals as they were', () => {
    const { stderr, status } = run(`${wrong}
import random, signal, unittest
class Wrong(unittest.TestCase):
    def test_wrong(self):
        random.seed(3)
        before = (random.getstate(), signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGINT))
        with self.assertRaisesRegex(AssertionError, 'uphill'):
            assert_learning_rule(wrong, ${few})
        self.assertEqual(before, (random.getstate(), signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGINT)))
    def test_fails(self):
        assert_learning_rule(wrong, ${few})
unittest.main()
`);
    expect(stderr).toMatch(/Ran 2 tests[\s\S]*FAILED \(failures=1\)/);
    expect(status).toBe(1);
  });

  it('takes classes of torch, also local ones, and objects with init and update', () => {
    const { stdout, status } = underPytest(`import torch
def test_class():
    class Mine(torch.optim.Optimizer):
        def __init__(self, params, lr=0.1):
            super().__init__(params, dict(lr=lr))
        @torch.no_grad()
        def step(self, closure=None):
            for group in self.param_groups:
                for p in group['params']:
                    p.sub_(group['lr'] * p.grad)
    assert_learning_rule(Mine, against='gradient-descent', ${few})
def test_installed():
    report = check_learning_rule(torch.optim.SGD, fixed=dict(momentum=0.9), contract='every-step', ${few})
    assert report['verdict'] == 'falsified' and report['seed'] == 1, report['summary']
    assert report['subject']['adapter'] == 'torch', report['subject']
class Pair:
    def init(self, theta):
        return 0
    def update(self, gradient, state, theta):
        return [-0.01 * g for g in gradient], state + 1
def test_pair():
    check_learning_rule(Pair(), ${few})
`);
    expect(stdout).toContain('3 passed');
    expect(status).toBe(0);
  });

  it.each([
    ['while step == 1: pass', 4],
    ['if step == 1: time.sleep(600)', 4],
    ['if step == 1: 10 ** 10 ** 8', 4],
  ])('fails in bounded time where a step does %s, with the line that does it', async (what, line) => {
    const text = `import time
def hangs(gradient, step_size, step):
    ${what}
    return [-step_size * g for g in gradient]
def test_hangs():
    assert_learning_rule(hangs, timeout=0.5, ${few})
`;
    const { stdout, status } = underPytest(text);
    expect(stdout).toMatch(
      new RegExp(
        `hangs is falsified: contained: update did not return within 0.5 s \\(test_mine\\.py:${line}\\) at step 1`,
      ),
    );
    expect(stdout).toMatch(new RegExp(`\\ntest_mine\\.py:${line}: \\n[\\s\\S]*: DidNotReturn`));
    expect(status).toBe(1);
    expect(await leftovers()).toEqual([]);
  });

  it('ends the process with its stack where a step catches whatever is raised', async () => {
    const { stderr, signal } = run(`import time
def hangs(gradient, step_size):
    while True:
        try:
            time.sleep(600)
        except BaseException:
            pass
assert_learning_rule(hangs, timeout=0.2, ${few})
`);
    expect(stderr).toMatch(/Aborted[\s\S]*test_mine\.py", line \d+ in hangs/);
    expect(signal).toBe('SIGABRT');
    expect(await leftovers()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'leaves nothing behind where it is ended by %s',
    async (signal) => {
      const { cwd, name } = file(`import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)
def slow(gradient, step_size):
    print('steps', flush=True)
    time.sleep(0.02)
    return [-step_size * g for g in gradient]
check_learning_rule(slow, runs=1000)
`);
      const child = spawn(python, [name], { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      child.stderr.on('data', (text) => {
        said += text;
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      child.stdout.resume();
      child.kill(signal);
      await new Promise((resolve) => child.on('close', resolve));
      if (signal === 'SIGINT') expect(said).toContain('KeyboardInterrupt');
      expect(await leftovers()).toEqual([]);
    },
  );

  it('runs several at once, each with pipes of its own', async () => {
    const text = `${right}assert_learning_rule(right, ${few})\nprint('verified')\n`;
    const ended = await Promise.all(
      [1, 2, 3].map(() => {
        const { cwd, name } = file(text);
        const child = spawn(python, [name], {
          cwd,
          env: environment(),
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        return new Promise<string>((resolve) => {
          let said = '';
          child.stdout.on('data', (piece) => {
            said += piece;
          });
          child.on('close', () => resolve(said));
        });
      }),
    );
    expect(ended).toEqual(['verified\n', 'verified\n', 'verified\n']);
  });

  it('serves in a thread that is not the main one', () => {
    const { stdout, status } = run(`import threading
found = []
def hangs(gradient, step_size, step):
    while step == 1: pass
    return [-step_size * g for g in gradient]
def test():
    try:
        assert_learning_rule(hangs, timeout=0.5, ${few})
    except AssertionError as error:
        found.append(str(error))
thread = threading.Thread(target=test)
thread.start()
thread.join()
print(found)
`);
    expect(stdout).toContain('did not return within 0.5 s');
    expect(status).toBe(0);
  });

  it('is inconclusive where too little is decided, or warns', () => {
    const { stdout, status } = run(`import warnings
${right}
try:
    assert_learning_rule(right, runs=1, seed=1, contract=dict(effective={'share': 0.9}))
except Inconclusive as error:
    print(error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    assert_learning_rule(right, runs=1, seed=1, strict=False, contract=dict(effective={'share': 0.9}))
print(caught[0].category.__name__)
`);
    expect(stdout).toMatch(/^right: Inconclusive[\s\S]*seed: 1\nInconclusiveWarning\n$/);
    expect(status).toBe(0);
  });
});

describe('what cannot be used is one line', () => {
  it.each([
    ['run=10', /TypeError: check_learning_rule: there is no argument "run"; did you mean "runs"\?$/],
    ['timeout=0', /TypeError: check_learning_rule: timeout must be seconds above 0, got timeout=0$/],
    ['runs=0', /Unusable: .*--runs.* from 1/],
    ["against='adm'", /Unusable: .*adm.*did you mean "adam"/],
    ['against=lambda gradient: 0', /Unusable: against must be a name, or an optimizer that can be imported/],
  ])('%s', (argument, says) => {
    const { stderr, status } = run(`${right}assert_learning_rule(right, ${argument})\n`);
    expect(stderr.trim().split('\n').at(-1)).toMatch(says);
    expect(status).toBe(1);
  });

  it('a class that is no optimizer', () => {
    const { stderr } = run('class Nothing: pass\nassert_learning_rule(Nothing)\n');
    expect(stderr.trim().split('\n').at(-1)).toMatch(
      /Unusable: Nothing is a class, but no optimizer: it has no init and update$/,
    );
  });

  it('no Node.js, one that is too old, and a command that is another', () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const call = `${right}assert_learning_rule(right, ${few})\n`;
    const none = run(call, [], { PATH: bin });
    expect(none.stderr.trim().split('\n').at(-1)).toMatch(
      /Unusable: there is no `node`: install Node\.js 20\.19 or newer/,
    );
    writeFileSync(join(bin, 'node'), '#!/bin/sh\n[ "$1" = --version ] && echo v18.1.0 && exit\nexit 1\n', {
      mode: 0o755,
    });
    const old = run(call, [], { PATH: `${bin}:/usr/bin:/bin` });
    expect(old.stderr.trim().split('\n').at(-1)).toMatch(
      /Unusable: needs Node\.js 20\.19 or newer, this is v18\.1\.0/,
    );
    const other = run(call, [], { NATGRAD_CHECK: 'false' });
    expect(other.stderr.trim().split('\n').at(-1)).toMatch(/Unusable: false did not run natgrad-check/);
    const missing = run(call, [], { NATGRAD_CHECK: '/not/there' });
    expect(missing.stderr.trim().split('\n').at(-1)).toMatch(/Unusable: \/not\/there cannot be started/);
  });
});
