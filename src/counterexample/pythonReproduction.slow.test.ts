import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandAt } from '../../properties/command/runCommand.ts';

// With Debian's Python, torch and NumPy: programs of literals that know nothing of this one.

const python = '/usr/bin/python3';
const folder = mkdtempSync(join(tmpdir(), 'repro-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const torchClass = (step: string): string => `import torch
class Mine(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1, betas=(0.9,)):
        super().__init__(params, dict(lr=lr, betas=betas))
    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group['params']:
                ${step}
`;

/** What is wrong, how it is mended, the check that finds it, and options. */
const wrong = [
  [
    'torch',
    torchClass("p.add_(p.grad, alpha=group['lr'] * group['betas'][0])"),
    ['alpha=group', 'alpha=-group'],
    'small-step-uphill',
    [],
  ],
  [
    'changes',
    torchClass("p.grad.mul_(2); p.add_(p.grad, alpha=-group['lr'])"),
    ['p.grad.mul_(2); ', ''],
    'inputs-untouched-mutates-gradient',
    [],
  ],
  [
    'function',
    'import numpy\ndef update(gradient, step_size, step, rate=1.0):\n    return -step_size * rate * gradient / (step < 2)\n',
    [' / (step < 2)', ''],
    'finite-not-finite',
    [],
  ],
  [
    'raises',
    'def update(gradient, step_size, state=None):\n    if state: raise ValueError(state)\n    return [-step_size * g for g in gradient], 1\n',
    ['if state: raise', 'if not gradient: raise'],
    'well-formed-throws',
    [],
  ],
  [
    'pair',
    `class Pair:
    def __init__(self, rate): self.rate = rate
    def init(self, theta): return 0
    def update(self, gradient, state): return [-self.rate * g * (1 + 0.1 * state) for g in gradient], state + 1
def make(learning_rate): return Pair(learning_rate)
`,
    [' * (1 + 0.1 * state)', ''],
    'agrees-with-reference-differs-from-reference',
    ['--against', 'gradient-descent'],
  ],
  [
    'still',
    'def update(gradient, step_size):\n    return [-g for g in gradient]\n',
    ['-g for', '-step_size * g for'],
    'zero-step-size-moves-at-zero-step-size',
    [],
  ],
] as const;

const run = (file: string) => spawnSync(python, [file], { cwd: folder, encoding: 'utf8' });

describe('the program of a counterexample of an optimizer in Python', () => {
  it.each(wrong)('ends with 1 until it is mended: %s', async (name, text, [from, to], found, options) => {
    const cwd = join(folder, name);
    mkdirSync(cwd);
    const file = join(cwd, 'mine.py');
    writeFileSync(file, text);
    const { code, err } = await runCommandAt(
      400,
      ...['fuzz', file, '--runs', '12', '--seed', '1', '--workers', '1', '--dimension', '1..3', '--quiet'],
      ...['--python', python, '--report', join(cwd, 'reports'), ...options],
    );
    expect(err).toBe('');
    expect(code).toBe(1);
    const stored = join(
      cwd,
      'reports',
      'counterexamples',
      name === 'function' || name === 'raises' || name === 'still'
        ? 'mine'
        : name === 'pair'
          ? 'make'
          : 'Mine',
      `${found}.json`,
    );
    const program = stored.replace('.json', '.repro.py');
    expect(JSON.parse(readFileSync(stored, 'utf8'))).toMatchObject({ testLanguage: 'python' });
    expect(existsSync(stored.replace('.json', '.repro.mjs'))).toBe(false);
    expect(readFileSync(program, 'utf8')).not.toMatch(/import natgrad/);
    expect(run(program)).toMatchObject({ status: 1 });
    writeFileSync(file, text.replace(from, to));
    const mended = run(program);
    expect(mended.stderr).toBe('');
    expect(mended.status).toBe(0);
  });
});
