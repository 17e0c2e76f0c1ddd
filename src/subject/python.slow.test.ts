import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../properties/command/runCommand.ts';
import { buildProgram } from '../cli/program.ts';
import { runProgram } from '../cli/runProgram.ts';
import type { RuleReport } from '../types/report.ts';
import { pythonFolder } from './python.ts';

// With Debian's Python, torch and NumPy.

const python = '/usr/bin/python3';
const folder = mkdtempSync(join(tmpdir(), 'python-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

let count = 0;

interface Fuzzed {
  readonly code: number;
  readonly said: string;
  readonly rule: RuleReport;
  readonly report: string;
}

const fuzz = async (spec: string, ...more: readonly string[]): Promise<Fuzzed> => {
  let said = '';
  const say = (text: string): void => {
    said += text;
  };
  const report = join(folder, `report-${++count}`);
  const args = [
    '--seed',
    '1',
    '--workers',
    '1',
    '--dimension',
    '1..4',
    '--python',
    python,
    '--report',
    report,
  ];
  const runs = more.includes('--runs') ? [] : ['--runs', '10'];
  const terminal = { out: say, err: say, width: 400 };
  const code = await runProgram(
    buildProgram(terminal),
    ['node', 'natgrad-check', 'fuzz', spec, ...args, ...runs, ...more],
    terminal,
  );
  const rules: readonly RuleReport[] =
    code === 2 ? [] : JSON.parse(readFileSync(join(report, 'report.json'), 'utf8')).rules;
  return { code, said, report, rule: rules[0]! };
};

const falsified = ({ rule }: Fuzzed): readonly string[] =>
  rule.checks.filter(({ required, verdict }) => required && verdict === 'falsified').map(({ id }) => id);

describe('optimizers of torch as they are', () => {
  it.each([
    ['SGD', []],
    ['SGD(nesterov=True, momentum=0.9)', []],
    ['SGD(maximize=True)', []],
    ['Adam', ['--against', 'adam']],
    ['Adam(foreach=True)', ['--against', 'torch.optim:Adam']],
    ['Adamax', []],
    ['Adagrad', ['--against', 'adagrad']],
    ['RMSprop', ['--against', 'rmsprop']],
    ['Adadelta', ['--against', 'adadelta']],
    ['RAdam', []],
    ['ASGD', []],
    ['LBFGS(max_iter=1)', ['--runs', '4']],
  ])('torch.optim:%s is not refuted', async (name, more) => {
    const ran = await fuzz(`torch.optim:${name}`, ...more);
    expect(falsified(ran)).toEqual([]);
    expect([0, 3]).toContain(ran.code);
    expect(ran.rule.subject).toMatchObject({ kind: 'process', adapter: 'torch' });
    expect(ran.rule.versions).toMatchObject({
      torch: expect.stringMatching(/^\d/),
      numpy: expect.stringMatching(/^\d/),
    });
  });

  it.each([
    ['Adam', ['copy', 'memory', 'seeded']],
    ['SGD', ['copy', 'memory', 'seeded']],
    ['LBFGS', ['copy', 'memory', 'seeded', 'eval']],
  ])('%s is handed a closure only where its step needs one', async (name, capabilities) => {
    const { out } = await runCommand('list', `torch.optim:${name}`, '--json', '--python', python);
    expect(JSON.parse(out)[0]).toMatchObject({ adapter: 'torch', capabilities });
  });

  it('Adam keeps its state through a checkpoint, and the clock is not looked at', async () => {
    const { rule } = await fuzz('torch.optim:Adam', '--runs', '60');
    expect(rule.traits.find(({ id }) => id === 'serialisable')?.observed).toBe('yes');
    expect(rule.notApplicable?.map(({ check }) => check)).toEqual([
      'same-seed-same-result under another clock',
    ]);
  });

  it('in single precision it is not refuted either', async () => {
    const spec = file(
      'single.py',
      "import torch\nnatgrad = dict(subject='make', precision='float32')\ndef make(params, lr):\n    return torch.optim.Adam(params, lr=lr)\n",
    );
    expect(falsified(await fuzz(spec))).toEqual([]);
  });
});

/** torch's NAdam, which multiplies by μ twice where it is 1.13. */
const nadam = (correction: string): string => `import torch
class NAdam(torch.optim.Optimizer):
    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, momentum_decay=momentum_decay))
    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            lr, (beta1, beta2), decay = group['lr'], group['betas'], group['momentum_decay']
            for p in group['params']:
                state = self.state[p]
                if not state:
                    state.update(step=0, product=1.0, mean=torch.zeros_like(p), square=torch.zeros_like(p))
                state['step'] += 1
                step = state['step']
                mu = beta1 * (1 - 0.5 * 0.96 ** (step * decay))
                mu_next = beta1 * (1 - 0.5 * 0.96 ** ((step + 1) * decay))
                state['product'] *= mu
                state['mean'].mul_(beta1).add_(p.grad, alpha=1 - beta1)
                state['square'].mul_(beta2).addcmul_(p.grad, p.grad, value=1 - beta2)
                root = (state['square'] / (1 - beta2 ** step)).sqrt_().add_(group['eps'])
                p.addcdiv_(p.grad, root, value=-lr * (1 - mu) / (1 - state['product']))
                p.addcdiv_(state['mean'], root, value=-lr * mu_next / (1 - ${correction}))
`;

describe('--against nadam', () => {
  it('shows μ twice in the loop of torch 1.13 by 0.66 % of the first step', async () => {
    const ran = await fuzz(file('twice.py', nadam("state['product'] * mu * mu_next")), '--against', 'nadam');
    expect(ran.said.replace(/\s+/g, ' ')).toContain(
      'step 0 is the first to differ from nadam: Δθ[0] is −1.05 instead of −1.056',
    );
    expect(falsified(ran)).toEqual(['agrees-with-reference']);
  });

  it('agrees where μ comes once', async () => {
    const once = await fuzz(file('once.py', nadam("state['product'] * mu_next")), '--against', 'nadam');
    expect(falsified(once)).toEqual([]);
    expect(once.code).toBe(0);
  });
});

const mine = (body: string, signature = 'lr=0.1'): string => `import torch
class Mine(torch.optim.Optimizer):
    def __init__(self, params, ${signature}):
        super().__init__(params, dict(lr=lr))
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group['params']:
                ${body}
`;

describe('what is wrong is found', () => {
  it.each([
    ['the sign', mine("p.data.add_(p.grad, alpha=group['lr'])"), 'small-step'],
    [
      'its gradient changed in place',
      mine("p.grad.mul_(2); p.data.add_(p.grad, alpha=-group['lr'])"),
      'inputs-untouched',
    ],
    [
      'a state that all runs share',
      mine("Mine.n = getattr(Mine, 'n', 0) + 1; p.data.add_(p.grad, alpha=-group['lr'] / Mine.n)"),
      'same-seed-same-result',
    ],
    [
      'a source of random numbers of its own',
      `import numpy\n${mine("p.data.add_(p.grad, alpha=-group['lr'] * (0.5 + numpy.random.default_rng().random()))")}`,
      'same-seed-same-result',
    ],
  ])('%s', async (what, text, check) => {
    const ran = await fuzz(file(`${what.replace(/\W/g, '_')}.py`, text));
    expect(falsified(ran)).toContain(check);
    expect(ran.code).toBe(1);
  });

  it('random numbers of torch, NumPy and Python follow from the seed', async () => {
    const scale = '0.5 + (torch.rand(()).item() + numpy.random.random() + random.random()) / 6';
    const spec = file(
      'drawing.py',
      `import numpy, random\n${mine(`p.data.add_(p.grad, alpha=-group['lr'] * (${scale}))`)}`,
    );
    const { rule } = await fuzz(spec);
    expect(rule.checks.find(({ id }) => id === 'same-seed-same-result')?.verdict).toBe('verified');
    expect(rule.traits.find(({ id }) => id === 'draws-only-at-start')?.observed).not.toBe('yes');
  });
});

it('what draws from a source is seen, and gets the numbers of its seed', () => {
  const program = `
import random, sys
from natgrad_check import EagerRandom, LazyRandom, RandomSources, WatchedNumpy
twin = random.Random()
lazy = LazyRandom().share()
from random import choice, gauss, getrandbits, random as draw, sample, shuffle, uniform

def drawn(source, seed, draw):
    source.due(seed)
    found = draw()
    return found, source.was_used()

kinds = {
    'random': draw, 'uniform': lambda: uniform(2, 3), 'gauss': lambda: gauss(0, 1), 'bits': lambda: getrandbits(7),
    'choice': lambda: choice('abcdefgh'), 'sample': lambda: sample(range(50), 5), 'bytes': lambda: random.getrandbits(80),
}
of_twin = {
    'random': twin.random, 'uniform': lambda: twin.uniform(2, 3), 'gauss': lambda: twin.gauss(0, 1), 'bits': lambda: twin.getrandbits(7),
    'choice': lambda: twin.choice('abcdefgh'), 'sample': lambda: twin.sample(range(50), 5), 'bytes': lambda: twin.getrandbits(80),
}
for kind, draw_it in kinds.items():
    for seed in (0, 5, 2**32 - 1):
        twin.seed(seed)
        assert drawn(lazy, seed, draw_it) == (of_twin[kind](), True), kind
        assert drawn(lazy, seed, lambda: 1) == (1, False), kind
assert drawn(lazy, 3, random.getstate)[1] is False
twin.seed(3)
lazy.due(3)
state = random.getstate()
assert state == twin.getstate()
draw()
random.setstate(state)
assert not lazy.was_used()
assert draw() == twin.random() and lazy.was_used()
assert drawn(lazy, 3, lambda: random.seed(4))[1] is True

import numpy
for source in (WatchedNumpy(numpy), EagerRandom(numpy.random)):
    for seed in (0, 5, 2**32 - 1):
        same = numpy.random.RandomState(seed)
        assert drawn(source, seed, lambda: numpy.random.standard_normal(3).tolist()) == (same.standard_normal(3).tolist(), True)
        # As many as there are words: its place comes round.
        assert drawn(source, seed, lambda: numpy.random.random(312).size) == (312, True)
        assert drawn(source, seed, lambda: numpy.random.default_rng(1).random() < 2) == (True, False)

import torch
sources = RandomSources(lazy)
for draw_it, expected in (
    (lambda: None, False), (draw, True), (lambda: numpy.random.rand(), True), (lambda: torch.rand(()), True),
    (lambda: torch.rand(624), True), (lambda: torch.rand((), generator=torch.Generator()), False),
):
    sources.seed(7, 2)
    draw_it()
    assert sources.were_used() is expected
print('seen')
`;
  const env = { ...process.env, PYTHONPATH: pythonFolder() };
  const { stdout, stderr } = spawnSync(python, ['-c', program], { encoding: 'utf8', env });
  expect(stderr).toBe('');
  expect(stdout).toBe('seen\n');
});

it.each([
  ['bfloat16', 'p.grad.add_(1)', true],
  ['float64', 'p.grad.data = p.grad.data * 2', true],
  ['float32', 'p.grad.add_(p, alpha=0)', false],
  ['float64', 'p.grad.add_(p, alpha=0)', false],
])('a gradient in %s: %s', async (precision, touch, isTouched) => {
  const text = `natgrad = dict(precision='${precision}')\n${mine(`${touch}; p.data.add_(p.grad, alpha=-group['lr'])`)}`;
  const { rule } = await fuzz(file(`touch_${++count}.py`, text));
  expect(rule.checks.find(({ id }) => id === 'inputs-untouched')?.verdict).toBe(
    isTouched ? 'falsified' : 'verified',
  );
});

describe('parts of an optimizer', () => {
  it('parameter groups and a schedule are its own', async () => {
    const spec = file(
      'grouped.py',
      `import torch
def make(params, lr):
    optimizer = torch.optim.SGD([{'params': list(params), 'lr': 0.5 * lr}], lr=lr)
    return optimizer, torch.optim.lr_scheduler.StepLR(optimizer, 2, 0.5)
`,
    );
    expect(falsified(await fuzz(spec))).toEqual([]);
  });

  it('matrices come as matrices', async () => {
    const spec = file(
      'matrix.py',
      `import torch
natgrad = dict(shapes='matrix')
class Matrix(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1):
        super().__init__(params, dict(lr=lr))
    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group['params']:
                assert p.dim() == 2, p.shape
                p.sub_(group['lr'] * p.grad)
`,
    );
    expect(falsified(await fuzz(spec))).toEqual([]);
  });

  it('a loss in Python is checked first, and used', async () => {
    const right =
      'import torch\ndimension = 2\nconvex = True\nsmoothness = 2.0\ndef value(theta):\n    return (theta ** 2).sum()\n';
    const used = await fuzz('adam', '--loss', file('bowl.py', right));
    expect(used.code).toBe(0);
    const wrong =
      'dimension = 2\ndef value(theta):\n    return theta[0] ** 2\ndef gradient(theta):\n    return [theta[0], 0.0]\n';
    const refused = await fuzz('adam', '--loss', file('wrong.py', wrong));
    expect(refused.said).toMatch(/wrong\.py: the loss wrong: gradient\[0\] is .*, but value has the slope/);
    expect(refused.code).toBe(2);
  });
});

it('a rule in JavaScript on a loss in Python is replayed by the interpreter of its run', async () => {
  const loss = file(
    'torch_bowl.py',
    'import torch\ndimension = 1\ndef value(theta):\n    return (theta ** 2).sum()\n',
  );
  const rule = file(
    'climbs.js',
    'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);',
  );
  const { code, report } = await fuzz(rule, '--loss', loss);
  expect(code).toBe(1);
  const stored = join(report, 'counterexamples', 'climbs', 'small-step-uphill.json');
  const again = await runCommand('replay', stored, '--allow-outside');
  expect(again.out).toMatch(/^imports .*climbs\.js, .*torch_bowl\.py\nruns \/usr\/bin\/python3\n/);
  expect(again.code).toBe(1);
});

it('replay --pdb stands in the step with the shapes and the closure that the run had', async () => {
  const text = `import torch
natgrad = dict(contract='every-step')
class Climber(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1):
        super().__init__(params, dict(lr=lr))
    @torch.no_grad()
    def step(self, closure):
        before = closure()
        for group in self.param_groups:
            for p in group['params']:
                p.add_(p.grad, alpha=group['lr'])
        closure()
`;
  const { report } = await fuzz(file('climber.py', text), '--loss', 'tanh-network', '--dimension', '9..64');
  const stored = join(report, 'counterexamples', 'Climber', 'every-step-loss-rises.json');
  const again = spawnSync(python, ['-m', 'natgrad_check', 'replay', stored, '--pdb'], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, PYTHONPATH: pythonFolder() },
    input: "p [tuple(p.shape) for p in self.param_groups[0]['params']]\nn\np before\nc\n",
  });
  expect(again.stderr).toBe('');
  expect(again.stdout).toMatch(/climber\.py\(8\)step\(\)/);
  expect(again.stdout).toMatch(/\(Pdb\) \[\(\d+, \d+\), /);
  expect(again.stdout).toMatch(/\(Pdb\) tensor\(/);
  const [, delta, kept] = /delta +\[(.*)\]\n +stored +\[(.*)\]/.exec(again.stdout)!;
  expect(delta!.split(', ').map(Number)).toEqual(kept!.split(', ').map(Number));
});

describe('the package of the adapter', () => {
  it('is built as it lies, installs into an empty environment without an index, and replays', {
    timeout: 600_000,
  }, async () => {
    const source = join(folder, 'source');
    cpSync(pythonFolder(), source, { recursive: true });
    const quiet = { stdio: 'pipe', encoding: 'utf8' } as const;
    execFileSync(
      python,
      ['-m', 'pip', 'wheel', '--no-build-isolation', '--no-index', '--no-deps', '-w', folder, source],
      quiet,
    );
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'))!;
    execFileSync(python, ['-m', 'venv', join(folder, 'env')], quiet);
    const inside = join(folder, 'env', 'bin', 'python');
    execFileSync(inside, ['-m', 'pip', 'install', '--no-index', join(folder, wheel)], quiet);
    const spec = file(
      'uphill.py',
      'def update(gradient, step_size):\n    return [step_size * g for g in gradient]\n',
    );
    const { report } = await fuzz(spec);
    const stored = join(report, 'counterexamples', 'uphill', 'small-step-uphill.json');
    const plain = spawnSync(inside, ['-m', 'natgrad_check', 'replay', stored], { ...quiet, cwd: folder });
    expect(plain.stdout).toMatch(
      /small-step: .*uphill[\s\S]*step 0 <- here[\s\S]*delta +\[[\s\S]*stored +\[/,
    );
    expect(plain.status).toBe(0);
    const stopped = spawnSync(inside, ['-m', 'natgrad_check', 'replay', stored, '--pdb'], {
      ...quiet,
      cwd: folder,
      input: 'p step_size\nc\n',
    });
    expect(stopped.stdout).toMatch(/uphill\.py\(2\)update\(\)[\s\S]*\(Pdb\) [\d.e-]+/);
    const usage = spawnSync(inside, ['-m', 'natgrad_check'], quiet);
    expect(usage.status).toBe(2);
  });
});
