import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { pythonFolder } from '../subject/python.ts';
import type { TraceResult } from './judgeRecording.ts';
import { judgeRecording } from './judgeRecording.ts';
import { openRecording } from './openRecording.ts';

// With Debian's Python and torch, which has no CUDA: a GradScaler is switched off there by torch itself.

const folder = mkdtempSync(join(tmpdir(), 'watch-kinds-'));
afterAll(() => rmSync(folder, { recursive: true }));

const environment = { ...process.env, PYTHONPATH: pythonFolder(), PYTHONDONTWRITEBYTECODE: '1' };

const python = (code: string): readonly string[] =>
  execFileSync('/usr/bin/python3', ['-c', code], { cwd: folder, encoding: 'utf8', env: environment })
    .trim()
    .split('\n');

const traced = (name: string): TraceResult => judgeRecording(openRecording(join(folder, name), {}), {});

describe('watch(optimizer, path)', () => {
  it('records what step is shown of parameters of every kind', async () => {
    const said = python(`
import json, warnings, torch
from torch.nn import Parameter, Linear
from natgrad_check.torch import watch
warnings.simplefilter('ignore')
lines = lambda path: [json.loads(line) for line in open(path)][1:]
SGD = torch.optim.SGD

# Two modules share a weight, in an optimizer of two groups with rates of their own; one parameter is nobody's.
one, two, free = Linear(2, 2, bias=False), Linear(2, 2, bias=False), Parameter(torch.ones(3))
two.weight = one.weight
both = torch.nn.Sequential(one, two)
optimizer = SGD([dict(params=list(both.parameters()), lr=0.1), dict(params=[free], lr=0.2)], lr=0.1)
run = watch(optimizer, 'shared.jsonl', every=3, names=both, metric=2)
schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.5)
for _ in range(7):
    optimizer.zero_grad()
    (both(torch.ones(1, 2)).sum() + free.sum()).backward()
    optimizer.step()
    schedule.step()
run.close()
print([(line['step'], line['lr'], {name: sums[0] for name, sums in line['tensors'].items()}) for line in lines('shared.jsonl')])

# A gradient accumulated over two batches, clipped; and a step that leaves one out.
p, q = Parameter(torch.ones(2)), Parameter(torch.ones(1))
optimizer = SGD([p, q], lr=0.5)
run = watch(optimizer, 'accumulated.jsonl')
for k in range(2):
    (3 * p).sum().backward()
    (p.sum() + (q if k else 0)).backward()
    torch.nn.utils.clip_grad_norm_([p], 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
run.close()
print([{name: round(sums[3], 5) for name, sums in line['tensors'].items()} for line in lines('accumulated.jsonl')])

# A scaled loss: torch's own scaler where it is on, and the same by hand with a step that is skipped.
scaler = torch.cuda.amp.GradScaler(init_scale=4.0)
p = Parameter(torch.ones(2))
optimizer = SGD([p], lr=0.5)
run = watch(optimizer, 'scaled.jsonl')
for k in range(3):
    p.grad = None
    scaler.scale((2 * p).sum()).backward()
    if k == 1: p.grad.fill_(float('inf'))
    if scaler.is_enabled() or k != 1: scaler.step(optimizer)
    scaler.update()
run.close()
print([line['tensors']['0.0'][3] for line in lines('scaled.jsonl')])

# Half precision, with raw records beside it.
for dtype in (torch.float16, torch.bfloat16):
    p = Parameter(torch.tensor([1.0, 0.5, -2.0], dtype=dtype))
    optimizer = SGD([p], lr=0.25)
    name = str(dtype).split('.')[1]
    run = watch(optimizer, name + '.jsonl', raw=name)
    for _ in range(3):
        p.grad = p.detach().clone()
        optimizer.step()
    run.close()

# What has no numbers, or no real ones, is left out with one warning each.
kinds = [Parameter(torch.ones(2, device='meta')), Parameter(torch.ones(2, dtype=torch.complex64)), Parameter(torch.ones(2))]
for p in kinds: p.grad = torch.ones_like(p)
optimizer = SGD(kinds, lr=0.1)
run = watch(optimizer, 'kinds.jsonl')
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    for _ in range(2): optimizer.step()
for one in seen: print(one.message)
print(sorted(lines('kinds.jsonl')[1]['tensors']))

# A file holds one optimizer.
other = SGD([Parameter(torch.ones(1))], lr=0.1)
try: watch(other, 'kinds.jsonl')
except ValueError as error: print(error)
run.close()
watch(other, 'kinds.jsonl').close()

# A closure is called as often as the optimizer likes, and its first loss is that of the step.
p = Parameter(torch.tensor([3.0, -1.0]))
optimizer = torch.optim.LBFGS([p], lr=0.1, max_iter=4)
run = watch(optimizer, 'closure.jsonl', full_batch=True)
def closure():
    optimizer.zero_grad()
    loss = 0.5 * (p * p).sum()
    loss.backward()
    return loss
for _ in range(5): optimizer.step(closure)
run.close()
`);
    expect(said).toEqual([
      "[(0, [0.1, 0.2], {'0.weight': 4, '1.0': 3}), (3, [0.0125, 0.025], {'0.weight': 4, '1.0': 3}), (6, [0.0015625, 0.003125], {'0.weight': 4, '1.0': 3})]",
      "[{'0.0': 1.0}, {'0.0': 1.0, '0.1': 1.0}]",
      '[8.0, 8.0]',
      'natgrad-check: "0.0" is not recorded: it is on the meta device, which holds no numbers',
      'natgrad-check: "0.1" is not recorded: it is torch.complex64',
      "['0.2']",
      'kinds.jsonl is being written by another run: close() that, or write to a file of its own',
    ]);
    for (const name of ['float16', 'bfloat16'] as const) {
      const [log, raw] = [traced(`${name}.jsonl`), traced(name)];
      expect([log.source.precision, raw.source.precision]).toEqual([name, name]);
      expect(log.curve.points.map(({ deltaNorm }) => deltaNorm)).toEqual(
        raw.curve.points.map(({ deltaNorm }) => deltaNorm),
      );
    }
    const closure = traced('closure.jsonl');
    expect(closure).toMatchObject({ kinds: { effective: 5 }, loss: { first: 5, judged: 4 } });
    expect(traced('accumulated.jsonl').notes.join()).toContain('tensors come and go: "0.1" is in 1 of 2');
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'a job that is ended by %s while it writes leaves all that came before',
    async (signal) => {
      const name = `${signal}.jsonl`;
      const job = spawn(
        '/usr/bin/python3',
        [
          '-c',
          `
import torch
from natgrad_check.torch import watch
p = [torch.nn.Parameter(torch.ones(64)) for _ in range(200)]
optimizer = torch.optim.Adam(p, lr=1e-3)
watch(optimizer, '${name}', raw='${signal}')
while True:
    for one in p: one.grad = one.detach().clone()
    optimizer.step()
`,
        ],
        { cwd: folder, env: environment, stdio: 'ignore' },
      );
      const ended = new Promise((resolve) => job.once('exit', resolve));
      const file = join(folder, name);
      const count = (): number => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length : 0);
      while (count() < 6) await setTimeout(50);
      job.kill(signal);
      await ended;
      const lines = readFileSync(file, 'utf8').split('\n');
      const whole = lines.length - 2;
      const [log, raw] = [traced(name), traced(signal)];
      expect(log.steps).toEqual({ logged: whole, first: 0, last: whole - 1 });
      expect(log.notes).toHaveLength(lines.at(-1) === '' ? 0 : 1);
      expect(raw.steps.logged).toBeGreaterThanOrEqual(whole - 1);
    },
  );
});
