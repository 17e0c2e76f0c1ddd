import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { launchOf } from '../launch.ts';
import { conformance, type Probed } from './conformance.ts';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conform-'));
afterAll(() => rmSync(folder, { recursive: true }));

const python = '/usr/bin/python3';

const probe = async (spec: string): Promise<readonly Probed[]> => {
  const probed: Probed[] = [];
  await conformance(launchOf({ kind: 'process', spec, python }), 60_000, (each) => probed.push(each));
  return probed;
};

const faultsOf = (probed: readonly Probed[]): readonly string[] =>
  probed.flatMap(({ result, about, says }) => (result === 'does not conform' ? [`${about}: ${says}`] : []));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

/** A program in C, compiled. */
const compiled = (name: string, text: string): string => {
  const program = join(folder, name);
  execFileSync('gcc', ['-O1', '-Wall', '-Wextra', '-Werror', '-o', program, write(`${name}.c`, text)]);
  return program;
};

const inC = readFileSync(join(docs, 'heavy_ball.c'), 'utf8');
const inPython = readFileSync(join(docs, 'heavy_ball.py'), 'utf8');

describe('subjects that conform', () => {
  it('the one in C does', async () => {
    expect(faultsOf(await probe(`-- ${compiled('right', inC)}`))).toEqual([]);
  });

  it('the one in Python, in lines of JSON, does', async () => {
    expect(faultsOf(await probe(`-- ${python} ${join(docs, 'heavy_ball.py')}`))).toEqual([]);
  });

  it.each([
    ['a function', 'def update(gradient, step_size):\n    return [-step_size * g for g in gradient]\n'],
    [
      'a function with a state that asks for the loss',
      `import random
def init(theta):
    return [0.0] * len(theta)
def update(theta, gradient, state, step_size, loss):
    v = [0.5 * s - step_size * g for s, g in zip(state, gradient)]
    if loss.value([x + d for x, d in zip(theta, v)]) > loss.value(theta):
        v = [-step_size * g * (0.5 + random.random() / 2) for g in gradient]
    return v, v
`,
    ],
    [
      'a pair over NumPy',
      `import numpy as np
from collections import namedtuple
Transformation = namedtuple('Transformation', 'init update')
State = namedtuple('State', 'trace count')
def momentum(learning_rate, decay=0.9):
    def update(updates, state, params=None):
        trace = decay * state.trace + updates
        return -learning_rate * trace, State(trace, state.count + 1)
    return Transformation(lambda params: State(np.zeros_like(params), 0), update)
`,
    ],
    [
      'a subclass of torch.optim.Optimizer',
      `import torch
class Mine(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))
    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group['params']:
                v = self.state[p].setdefault('v', torch.zeros_like(p))
                v.mul_(group['momentum']).add_(p.grad)
                p.sub_(group['lr'] * v)
`,
    ],
  ])('our adapter does, of %s', async (what, text) => {
    const file = write(`${what.replace(/\W/g, '_')}.py`, text);
    expect(faultsOf(await probe(file))).toEqual([]);
  });
});

/** The subject in Python with one line changed, and what is said of it. */
const mutants: readonly (readonly [what: string, from: string, to: string, says: RegExp])[] = [
  [
    'HELLO with another nonce',
    'send(HELLO, a=frame["nonce"] if "nonce" in frame else frame.get("a", 0)',
    'send(HELLO, a=frame.get("nonce", 3)',
    /^HELLO: answers it with the nonce/,
  ],
  [
    'HELLO once only',
    '        runs.clear()\n',
    '        if globals().setdefault("greeted", []): raise ValueError("again")\n        greeted.append(1)\n',
    /^HELLO: answers it with FAULT/,
  ],
  [
    'NEW of another instance',
    'send(NEW, instance=frame["instance"])',
    'send(NEW, instance=1 + frame["instance"])',
    /^NEW: answers NEW of instance 1 with NEW of instance 2/,
  ],
  [
    'STEP of another step',
    'step=frame.get("step", 0), values=spelled(delta)',
    'step=1 + frame.get("step", 0), values=spelled(delta)',
    /^STEP: answers STEP of instance \d+, step 0 with STEP of instance \d+, step 1/,
  ],
  [
    'STEP with too few numbers',
    'values=spelled(delta)',
    'values=spelled(delta[1:])',
    /^STEP: answers a step in 3 dimensions with 2 numbers/,
  ],
  [
    'STEP with NaN',
    'values=spelled(delta)',
    'values=spelled([float("nan")] * len(delta))',
    /^STEP: answers ordinary numbers with NaN/,
  ],
  [
    'STEP that depends on the clock',
    '    delta = [run',
    '    import time\n    plain = [d * (1 + time.perf_counter() % 1e-3) for d in plain]\n    delta = [run',
    /^STEP: two runs from the same seed differ/,
  ],
  [
    'a velocity that all runs share',
    '    run["velocity"] = delta\n',
    '    for other in runs.values():\n        if len(other["velocity"]) == size: other["velocity"] = delta\n',
    /^STEP: a run that takes turns with another differs from the same run alone/,
  ],
  [
    'a step that ignores η',
    'eta = values[:size], values[size:], float(frame.get("a", 0))',
    'eta = values[:size], values[size:], 0.1',
    /^STEP: moves θ/,
  ],
  [
    'numbers that JSON does not have',
    'def numbers(values):',
    'def numbers(values):\n    assert all(not isinstance(value, str) for value in values)',
    /^STEP: answers STEP with a fault: AssertionError/,
  ],
  [
    'EVAL of half of θ',
    'values=spelled(theta))\n    return',
    'values=spelled(theta[: len(theta) // 2]))\n    return',
    /^STEP: asks for an evaluation \(EVAL\) in 1 dimension, θ has 3/,
  ],
  [
    'EVAL that is never sent',
    '    if evaluate(frame, moved) > evaluate(frame, theta):\n        delta = plain\n',
    '',
    /^EVAL: .* asked for no evaluation/,
  ],
  [
    'EVAL without the capability',
    '"capabilities": ["eval", "copy"]',
    '"capabilities": ["copy"]',
    /^STEP: asks for an evaluation \(EVAL\) without the capability/,
  ],
  [
    'COPY that shares',
    'copy.deepcopy(runs[frame["instance"]])',
    'runs[frame["instance"]]',
    /^COPY: the original departs after a copy|^COPY: a copy/,
  ],
  [
    'COPY that begins anew',
    'copy.deepcopy(runs[frame["instance"]])',
    'dict(runs[frame["instance"]], velocity=[0.0] * len(runs[frame["instance"]]["velocity"]))',
    /^COPY: a copy departs from the run/,
  ],
  [
    'COPY without an answer',
    '        send(COPY, instance=frame["instance"], step=frame["step"])\n',
    '',
    /^COPY: does not answer COPY/,
  ],
  [
    'FREE with an answer',
    '        runs.pop(frame["instance"], None)\n',
    '        runs.pop(frame["instance"], None)\n        send(FREE, instance=frame["instance"])\n',
    /^FREE: answers FREE/,
  ],
  [
    'FREE that frees nothing',
    '        runs.pop(frame["instance"], None)\n',
    '        pass\n',
    /^FREE: answers a step of an instance that was freed with STEP/,
  ],
  [
    'FAULT that ends the program',
    '        send(FAULT, b=0,',
    '        raise SystemExit(4)\n        send(FAULT, b=0,',
    /ended its process with exit code 4/,
  ],
  [
    'FAULT that says nothing',
    'text="%s: %s" % (type(error).__name__, error)',
    'text=""',
    /with a FAULT that says nothing/,
  ],
  [
    'FAULT of several lines',
    'text="%s: %s" % (type(error).__name__, error)',
    'text="a\\nb"',
    /with a FAULT of several lines/,
  ],
  [
    'FAULT of another instance',
    '{"instance": frame.get("instance", 0)',
    '{"instance": 1 + frame.get("instance", 0)',
    /with a FAULT of instance/,
  ],
  [
    'a length that is not looked at',
    '    if len(values) != 2 * size:\n        raise ValueError("a step needs theta and its gradient, %d numbers each" % size)\n',
    '    values = values + [0.0] * (2 * size - len(values))\n',
    /^FAULT: answers a step without a gradient with/,
  ],
  [
    'BYE that is not heard',
    '    elif kind == BYE:\n        raise SystemExit(0)\n',
    '    elif kind == BYE:\n        pass\n',
    /^BYE: does not end/,
  ],
  [
    'BYE with a status',
    '    elif kind == BYE:\n        raise SystemExit(0)\n',
    '    elif kind == BYE:\n        raise SystemExit(5)\n',
    /^BYE: ended its process with exit code 5/,
  ],
];

/** The subject in C with one line changed: what only binary frames can do wrong. */
const mutantsInC: readonly (readonly [what: string, from: string, to: string, says: RegExp])[] = [
  [
    'a payload that is no multiple of 8',
    '(size + 7) / 8 * 8;\n  char *bytes',
    'size + 3;\n  char *bytes',
    /what is no frame/,
  ],
  [
    'a payload that is cut',
    'payload, size);\n  for',
    'payload, size);\n  padded = padded > 65536 ? 65536 : padded;\n  for',
    /12,288|does not answer STEP/,
  ],
];

/** A program that does not even say what it is. */
const refused = (error: unknown): readonly Probed[] => [
  { about: 'HELLO', claim: 'it says what it is', result: 'does not conform', says: String(error) },
];

const mutated = (text: string, from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  return text.replace(from, to);
};

describe('subjects that do not conform', () => {
  it('what never has an answer is waited for once, and all else that needs it is not asked', async () => {
    const text = mutated(inPython, '    send(NEW, instance=frame["instance"])\n', '');
    const probed = await probe(`-- ${python} ${write('silent.py', text)}`);
    expect(faultsOf(probed)).toEqual([expect.stringMatching(/^NEW: does not answer NEW/)]);
    const left = probed.filter(({ says }) => says === 'NEW has no answer');
    expect(left.length).toBeGreaterThan(5);
    expect(left.every(({ result }) => result === 'not asked')).toBe(true);
  });

  it.each(mutants)('%s', async (what, from, to, says) => {
    const file = write(`mutant_${what.replace(/\W/g, '_')}.py`, mutated(inPython, from, to));
    const faults = faultsOf(await probe(`-- ${python} ${file}`).catch(refused));
    expect(faults.join('\n')).toMatch(says);
    expect(faults).not.toEqual([]);
  });

  it.each(mutantsInC)('in C: %s', async (what, from, to, says) => {
    const program = compiled(`mutant_${what.replace(/\W/g, '_')}`, mutated(inC, from, to));
    const faults = faultsOf(await probe(`-- ${program}`).catch(refused));
    expect(faults.join('\n')).toMatch(says);
  });
});
