import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ended, runCommandAt } from '../../properties/command/runCommand.ts';
import { pythonFolder } from './python.ts';

// With a real Python, without torch: what the code of an optimizer can do to the process that it runs in.

const folder = mkdtempSync(join(tmpdir(), 'faults-'));
afterAll(() => rmSync(folder, { recursive: true }));

const python = '/usr/bin/python3';

/** Every process whose command line names the folder of this test, once those that are being ended are gone. */
const survivors = async (): Promise<readonly string[]> => {
  let found = living();
  for (let i = 0; i < 200 && found.length > 0; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    found = living();
  }
  return found;
};

const living = (): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return command.includes(folder) ? [command] : [];
      } catch {
        return [];
      }
    });

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

let count = 0;

/** Fuzzes a subject with few cases. */
const fuzz = (spec: string, ...more: readonly string[]): Promise<Ended> =>
  runCommandAt(
    400,
    'fuzz',
    spec,
    ...['--runs', '8', '--seed', '1', '--workers', '1', '--dimension', '1..3', '--python', python],
    ...['--quiet', '--timeout', '1s', '--report', join(folder, `report-${++count}`), ...more],
  );

/** A function whose third step, on line 4, does this. */
const doing = (what: string): string =>
  `import os, signal, sys, time
def update(gradient, step_size, step):
    if step == 2:
        ${what.replaceAll('\n', '\n        ')}
    return [-step_size * g for g in gradient]
`;

describe('what code may do while it takes a step', () => {
  it.each([
    ['an endless loop', 'while True: pass', /did not return within 1 s \(.*loop.*\.py:4\)/],
    ['a sleep', 'time.sleep(600)', /did not return within 1 s \(.*\.py:4\)/],
    [
      'a loop that ignores SIGTERM',
      'signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass',
      /did not return within 1 s \(.*\.py:5\)/,
    ],
    [
      'a child that sleeps',
      'import subprocess; subprocess.run(["sleep", "600"])',
      /did not return within 1 s \(.*\.py:4\)/,
    ],
    ['sys.exit', 'sys.exit(3)', /SystemExit: 3 \(.*\.py:4\)/],
    ['os._exit', 'os._exit(7)', /ended its process with exit code 7 \(.*\.py:4\)/],
    ['a segmentation fault', 'import ctypes; ctypes.string_at(0)', /was ended by SIGSEGV \(.*\.py:4\)/],
    ['being killed', 'os.kill(os.getpid(), signal.SIGKILL)', /was ended by SIGKILL/],
    ['an exception', 'raise ValueError("no")', /ValueError: no \(.*\.py:4\)/],
    [
      'memory without end',
      'kept = []\nwhile True: kept.append(bytearray(10_000_000))',
      /made its process use \d+ MB more.*\(.*\.py:5\)|MemoryError/,
    ],
    ['text', 'return "downhill"', /TypeError: returned a str, not numbers \(.*\.py:2\)/],
    ['nothing', 'return None', /TypeError: returned None, not numbers \(.*\.py:2\)/],
    [
      'a wrong length',
      'return [1.0] * (len(gradient) + 1)',
      /ValueError: returned \d numbers, θ has \d \(.*\.py:2\)/,
    ],
    ['NaN', 'return [float("nan") for g in gradient]', /Δθ\[0\] is NaN/],
    [
      'a change of its gradient',
      'gradient[0] *= 2',
      /TypeError: 'tuple' object does not support item assignment \(.*\.py:4\)/,
    ],
    [
      'a closed channel',
      'os.closerange(3, 50)',
      /was ended|ended its process|said goodbye|closed|OSError|exit code/,
    ],
    [
      'garbage in the channel',
      'os.write(int(max(n for n in os.listdir("/proc/self/fd") if "from" in os.readlink("/proc/self/fd/" + n))), b"x" * 64) if False else [os.write(int(n), b"x" * 64) for n in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + n) and os.readlink("/proc/self/fd/" + n).endswith("/from")]',
      /wrote to the channel what is no frame/,
    ],
  ])('%s costs the rule, in one line', async (what, code, says) => {
    const {
      code: exit,
      out,
      err,
    } = await fuzz(file(`${what.replace(/\W/g, '_').replace('endless_', 'endless_')}.py`, doing(code)));
    expect(err).toBe('');
    expect(out.replace(/\s+/g, ' ')).toMatch(says);
    expect(exit).toBe(1);
    expect(await survivors()).toEqual([]);
  });

  /** Starts, once, what goes on for a minute in a session of its own. */
  const leaving =
    'import subprocess\nif not hasattr(sys, "left"): sys.left = subprocess.Popen(["sh", "-c", "sleep 60; :", __file__], start_new_session=True)';

  it('what it leaves in a session of its own before it hangs is ended with it', async () => {
    const { code, out } = await fuzz(file('leaves_and_hangs.py', doing(`${leaving}\nwhile True: pass`)));
    expect(out).toMatch(/did not return within 1 s/);
    expect(code).toBe(1);
    expect(await survivors()).toEqual([]);
  });

  it.each([
    ['a process in a session of its own', leaving],
    ['printing a megabyte', 'print("x" * 1_100_000)'],
    ['a fork of which both go on', 'if os.fork() == 0: pass'],
    [
      'a thread that goes on',
      'import threading; threading.Thread(target=lambda: time.sleep(5), daemon=True).start()',
    ],
  ])('%s costs nothing', async (what, code) => {
    const { code: exit, out } = await fuzz(file(`${what.replace(/\W/g, '_')}.py`, doing(code)));
    expect(out).toMatch(/✓|inconclusive/);
    expect([0, 3]).toContain(exit);
    expect(await survivors()).toEqual([]);
  });

  it('other rules go on', async () => {
    const bad = file('bad.py', doing('os._exit(1)'));
    const good = file('good.py', doing('pass'));
    const { code, out } = await runCommandAt(
      400,
      'fuzz',
      bad,
      good,
      'gradient-descent',
      ...['--runs', '20', '--seed', '1', '--dimension', '1..3', '--python', python],
      ...['--report', join(folder, 'several')],
    );
    expect(code).toBe(1);
    expect(out).toMatch(/✗ bad/);
    expect(out).toMatch(/✓ good/);
    expect(out).toMatch(/✓ gradient-descent/);
  });

  it('a counterexample holds what it ran on, and is replayed', async () => {
    const spec = file(
      'uphill.py',
      'def update(gradient, step_size):\n    return [step_size * g for g in gradient]\n',
    );
    expect((await fuzz(spec)).code).toBe(1);
    const stored = join(folder, `report-${count}`, 'counterexamples', 'uphill', 'small-step-uphill.json');
    const { rule } = JSON.parse(readFileSync(stored, 'utf8'));
    expect(rule).toMatchObject({
      subject: { kind: 'process', spec, python },
      file: spec,
      versions: { python: expect.stringMatching(/^3\./), executable: python },
      digests: { [spec]: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const again = await runCommandAt(400, 'replay', stored, '--allow-outside');
    expect(again.out).toMatch(/✗ falsified/);
    expect(again.code).toBe(1);
  });
});

describe('bad input is one line, and exit code 2', () => {
  const twoOf =
    'def first(gradient, lr):\n    return gradient\ndef second(gradient, lr):\n    return gradient\n';
  it.each([
    ['nothing.py', 'x = 1\n', '', /nothing\.py: has no optimizer: .*; name it, as in .*nothing\.py:NAME$/],
    ['two.py', twoOf, '', /two\.py: has 2 optimizers \(first, second\); name one, as in .*two\.py:first$/],
    ['named.py', twoOf, ':frist', /named\.py:frist: has no "frist"; did you mean "first"\?$/],
    [
      'needs.py',
      'def rule(gradient, lr, model):\n    return gradient\n',
      '',
      /needs\.py: needs "model", which has no default; give it, as in rule\(model=…\)/,
    ],
    [
      'misspelt.py',
      'def update(g, eta):\n    return g\n',
      '',
      /misspelt\.py: has no optimizer: update needs "g" and "eta", which have no default; did you mean "gradient" and "step_size"\?$/,
    ],
    [
      'unknown.py',
      'def rule(gradient, lr):\n    return gradient\n',
      ':rule(speed=1)',
      /takes no argument speed/,
    ],
    [
      'expression.py',
      'def rule(gradient, lr, b=1):\n    return gradient\n',
      ':rule(b=open())',
      /its arguments must be name=value with plain values/,
    ],
    [
      'raises.py',
      'raise RuntimeError("not today")\n',
      '',
      /raises\.py: RuntimeError: not today \(.*raises\.py:1\)$/,
    ],
    ['syntax.py', 'def update(:\n', '', /syntax\.py: SyntaxError: .* \(.*syntax\.py:1\)$/],
    ['exits.py', 'import sys\nsys.exit("bye")\n', '', /exits\.py: SystemExit: bye \(.*exits\.py:2\)$/],
    [
      'missing.py',
      '\nimport not_installed_anywhere\n',
      '',
      /ModuleNotFoundError: No module named 'not_installed_anywhere' \(.*missing\.py:2\); install it for \/usr\/bin\/python3 \(Python 3\.\d+\.\d+\), or name another interpreter with --python$/,
    ],
    [
      'field.py',
      'natgrad = dict(contrakt="every-step")\ndef update(gradient, lr):\n    return gradient\n',
      '',
      /natgrad has a field "contrakt"; did you mean "contract"\?$/,
    ],
    [
      'promise.py',
      'natgrad = dict(contract="now and then")\ndef update(gradient, lr):\n    return gradient\n',
      '',
      /says contract\.effective = /,
    ],
  ])('%s', async (name, text, more, says) => {
    const { code, err, out } = await fuzz(`${file(name, text)}${more}`);
    expect(err.trim()).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(out).not.toMatch(/✓/);
    expect(code).toBe(2);
    expect(await survivors()).toEqual([]);
  });

  it('a Python 2', async () => {
    const old = file(
      'python2',
      `#!/bin/sh\nexec ${python} -c 'import sys; sys.version_info = (2, 7, 18); sys.argv = sys.argv[1:]; exec(compile(open(sys.argv[0]).read(), sys.argv[0], "exec"))' "$@"\n`,
    );
    execFileSync('chmod', ['755', old]);
    const { code, err } = await fuzz(file('any.py', doing('pass')), '--python', old);
    expect(err).toMatch(
      /any\.py: ended its process with exit code 64 while it loaded \(needs Python 3\.8 or newer, this is Python 2\.7\)/,
    );
    expect(code).toBe(2);
  });

  it('a Python that is not there', async () => {
    const { code, err } = await fuzz(file('any.py', doing('pass')), '--python', 'python-not-there');
    expect(err).toMatch(
      /needs Python 3\.8 or newer, and there is no "python-not-there"; install it, or name it with --python PATH/,
    );
    expect(code).toBe(2);
  });

  it('an executable that is none, or does not speak', async () => {
    expect(await runCommandAt(400, 'fuzz', '--', file('plain.txt', 'text'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/plain\.txt: is no program that can be run/),
    });
    expect(await runCommandAt(400, 'fuzz', '--', 'true')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^natgrad-check: true: ended its process with exit code 0 while it loaded\n$/,
      ),
    });
  });
});

describe('load(FILE) of the adapter', () => {
  /** What is said of each of these texts of modules, in one Python; "" where it is served. */
  const saidOf = (texts: readonly string[]): readonly string[] => {
    const names = texts.map((text, i) => file(`named${i}.py`, text));
    const program = `import json, sys
import natgrad_check
def said(path):
    try:
        return natgrad_check.load(path) and ""
    except natgrad_check.Unusable as error:
        return str(error)
print(json.dumps([said(path) for path in sys.argv[1:]]))`;
    const out = execFileSync(python, ['-c', program, ...names], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: pythonFolder(), PYTHONDONTWRITEBYTECODE: '1' },
    });
    return JSON.parse(out);
  };

  const pair = (update: string): string =>
    `class Pair:\n    def init(self, theta): return 0\n    def update(${update}): return 0, 0\nrule = Pair()\n`;
  const made = (signature: string, body = 'return gradient'): string =>
    `def update(${signature}):\n    ${body}\n`;

  const wrong: readonly (readonly [string, string])[] = [
    [made('grad, learningRate'), 'needs "learningRate", which has no default; did you mean "learning_rate"?'],
    [made('gardient, lr'), 'needs "gardient", which has no default; did you mean "gradient"?'],
    [made('gradient, lr, k'), 'needs "k", which has no default; did you mean "step"? If not, give it, as in'],
    [made('gradient, eta=0.1'), 'has an argument "eta"; did you mean "step_size"'],
    [
      made('gradient, lr, /'),
      'takes "gradient" and "lr" by position alone; its arguments are handed in by name',
    ],
    [made('context, state'), 'update takes "context" and "state"; its arguments are handed in by name'],
    [made('*args'), 'update takes "args"; its arguments are handed in by name'],
    [
      'def make(eta):\n    return None\n',
      'make needs "eta", which has no default; did you mean "step_size"?',
    ],
    [
      pair('self, params, grads, state'),
      'has an update(params, grads, state); it is called with (gradient, state, theta), in this order: name them so',
    ],
    [
      pair('self, grads, state, lr'),
      'in this order: a step size is that of the function that makes the pair',
    ],
  ];

  it('names what an argument that is called otherwise would be', () => {
    const said = saidOf(wrong.map(([text]) => text));
    expect(said).toEqual(wrong.map(([, words]) => expect.stringContaining(words)));
  });

  it('takes every name that is known, in any order, and step sizes of its own', () => {
    expect(
      saidOf([
        made('lr, grads, params'),
        made('learning_rate, gradients, theta, step, time, state, loss'),
        made('gradient, min_step_size=1e-6, max_step_size=50.0, rate=0.5'),
        `natgrad = dict(step_size='internal')\n${made('gradient, eta=0.1')}`,
        pair('self, updates, state, params=None, **extra'),
        pair('self, g, s'),
      ]),
    ).toEqual(['', '', '', '', '', '']);
  });
});

it('time to import is no time to take a step', async () => {
  const slow = file('slow.py', `import time\ntime.sleep(2.5)\n${doing('pass')}`);
  const { code, out, err } = await fuzz(slow);
  expect(err).toBe('');
  expect(out).not.toMatch(/did not return/);
  expect([0, 3]).toContain(code);
});
