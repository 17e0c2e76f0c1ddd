import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import {
  descentRun,
  plainRun,
  rawRecords,
  smallLines,
  watchedLines,
  written,
} from '../../../properties/trace/writtenRecords.ts';

const folder = mkdtempSync(join(tmpdir(), 'trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

let velocity = [0, 0, 0];
const momentum = plainRun({
  start: [1, -2, 3],
  steps: 80,
  stepSize: 0.1,
  gradient: ([a, b, c]) => [a!, 2 * b!, 3 * c!],
  loss: ([a, b, c]) => (a! ** 2 + 2 * b! ** 2 + 3 * c! ** 2) / 2,
  update: (gradient) => {
    velocity = velocity.map((v, i) => 0.9 * v - 0.1 * gradient[i]!);
    return velocity;
  },
});
const small = written(folder, 'small.jsonl', smallLines(descentRun(40)));
const swinging = written(folder, 'swinging.jsonl', smallLines(momentum));

it('natgrad-check trace of gradient descent says that every step is effective, in 80 columns', async () => {
  const { code, out } = await runCommand('trace', small, '--promise', 'every-step', '--step', '3');
  expect(code).toBe(0);
  expect(out).toMatch(/yᵀΔ > 0 {9}40 of 40 steps that move \(100 %\)/);
  expect(out).toContain('✓ every-step kept: the loss falls at 40 logged steps');
  expect(out).toContain('one metric      median over steps in a row: 16 or more not refuted');
  expect(out).toMatch(/step 3 in natural-gradient form\n {2}g = M⁻¹ y/);
  expect(
    Math.max(...out.split('\n').map((line) => line.length - (line.includes(folder) ? 200 : 0))),
  ).toBeLessThanOrEqual(80);
});

it('natgrad-check trace of momentum ends with 1 where it promised to fall at every step, and 3 where that is not known', async () => {
  const { code, out } = await runCommand('trace', swinging, '--promise', 'every-step');
  expect(code).toBe(1);
  expect(out).toContain('✗ every-step broken: at step 3 the loss went from 1.18 to 5.98');
  expect(out).toMatch(/not effective, first at step 3/);
  expect(out.replace(/\s+/g, ' ')).toContain('27 uphill; first without at step 3: uphill');
  const { code: unknown } = await runCommand('trace', swinging, '--promise', 'window:5');
  expect(unknown).toBe(3);
});

it('natgrad-check trace --step of a step that has no metric, and of one that was not logged', async () => {
  expect((await runCommand('trace', swinging, '--step', '3')).out).toContain('none: the step is uphill');
  const { code, err } = await runCommand('trace', swinging, '--step', '900');
  expect([code, err]).toEqual([
    2,
    'natgrad-check: --step: step 900 was not logged; the nearest that was is 79\n',
  ]);
});

it('natgrad-check trace --json prints the report and nothing else', async () => {
  const { code, out } = await runCommand(
    'trace',
    rawRecords(join(folder, 'raw'), descentRun(5)),
    '--json',
    '--metric',
    '4',
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    schemaVersion: 1,
    steps: { logged: 5 },
    source: { kind: 'raw records' },
  });
});

it('natgrad-check trace shows tensors, findings, changes of the learning rate, and what was cut off', async () => {
  const line = (step: number) =>
    JSON.stringify({
      step,
      loss: 1,
      lr: 1 / (step + 1),
      tensors: Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [
          `layer.${i}.weight`,
          [2, i === 0 ? 1 : i === 2 ? 0 : -1, 1, i === 1 ? 'NaN' : i === 2 ? 0 : 2, 1, 1],
        ]),
      ),
    });
  const lines = Array.from({ length: 12 }, (_, step) => `${line(step)}\n`).join('');
  const path = written(folder, 'many.jsonl', `${watchedLines([], { every: 5 })}${lines}{"step"`);
  const { code, out } = await runCommand('trace', path);
  expect(code).toBe(0);
  expect(out).toContain('worst 10 of 30');
  expect(out).toMatch(/layer\.0\.weight +0 %/);
  expect(out).toContain('! layer.1.weight is not finite from step 0 on');
  expect(out).toContain('! layer.2.weight is dead from step 0 on');
  expect(out.replace(/\s+/g, ' ')).toContain('11 changes: 1 → 0.5 at step 1, 0.5 → 0.333 at step 2');
  expect(out).toContain('line 14, the last one, is cut off');
  expect(out).toContain('one in 5');
});

it('natgrad-check trace of a run that rests says so, with no loss or learning rate to tell of', async () => {
  const line = (step: number) => JSON.stringify({ step, tensors: { w: [2, 0, 0, 1, 0, 1] } });
  const lines = Array.from({ length: 4 }, (_, step) => `${line(step)}\n`).join('');
  const { code, out } = await runCommand(
    'trace',
    written(folder, 'rests.jsonl', `${watchedLines([])}${lines}`),
  );
  expect(code).toBe(0);
  expect(out).toContain('w');
  expect(out).not.toMatch(/NaN|undefined|learning rate {2}/);
});

it('natgrad-check trace of what is no recording is one line and exit code 2', async () => {
  const { code, err } = await runCommand('trace', join(folder, 'none'));
  expect(code).toBe(2);
  expect(err.split('\n')).toHaveLength(2);
  expect((await runCommand('trace', small, '--promise', 'measured')).err).toContain(
    'a recorded run can keep every-step',
  );
});

it('natgrad-check trace --report writes the page and what it is made of', async () => {
  const report = join(folder, 'traced');
  const { code, out } = await runCommand('trace', swinging, '--report', report);
  expect(code).toBe(0);
  expect(out).toContain(`report: ${join(report, 'index.html')}`);
  expect(readFileSync(join(report, 'index.html'), 'utf8')).toContain('id="trace-step"');
  expect(JSON.parse(readFileSync(join(report, 'trace.json'), 'utf8'))).toMatchObject({ parameters: 3 });
  const { code: refused, err } = await runCommand('trace', swinging, '--report', join(small, 'below'));
  expect(refused).toBe(2);
  expect(err).toContain('cannot be written');
});

it('natgrad-check trace --against says up to which step a record is a rule', async () => {
  const said = async (path: string, rule: string): Promise<string> => {
    const { code, out, err } = await runCommand('trace', path, '--against', rule);
    return `${code} ${(out + err).replace(/\s+/g, ' ')}`;
  };
  expect(await said(small, 'gradient-descent')).toContain('gradient-descent: is it at all 40 steps');
  expect(await said(swinging, 'heavy-ball')).toContain('is it at all 80 steps');
  expect(await said(swinging, 'heavy-ball:momentum=0.8')).toContain(
    'is it up to step 0, then not: at step 1 Δθ[0] is',
  );
  expect(await said(swinging, 'adam')).toMatch(/is not it: at step 0 Δθ\[0\] is −0\.1 instead of|is not it/);
  const turned = descentRun(20).map((step, i) =>
    i < 12 ? step : { ...step, update: step.update.map((d) => -d) },
  );
  const raw = rawRecords(join(folder, 'turned'), turned, 'F32');
  expect(await said(raw, 'gradient-descent')).toContain('is it up to step 11, then not: at step 12');
});

it('natgrad-check trace --against needs vectors, every step and one learning rate', async () => {
  const said = async (name: string, text: string): Promise<string> =>
    (await runCommand('trace', written(folder, name, text), '--against', 'gradient-descent')).err;
  expect(await said('sums.jsonl', watchedLines(descentRun(2)))).toContain('has sums alone');
  expect(await said('late.jsonl', smallLines(descentRun(3).slice(1)))).toContain('has step 1 after nothing');
  expect(await said('gap.jsonl', smallLines(descentRun(3).filter((_, i) => i !== 1)))).toContain(
    'has step 2 after 0',
  );
  expect(await said('rate.jsonl', '{"step":0,"theta":[1],"gradient":[1],"update":[-1]}\n')).toContain(
    'no one learning rate',
  );
  const fails = written(folder, 'fails.mjs', 'export default () => [Number.NaN, 1];\n');
  const { out } = await runCommand('trace', small, '--against', fails);
  expect(out).toContain('the rule returns no update at step 0');
  const throws = written(folder, 'two/throws.mjs', "export default () => { throw new Error('no'); };\n");
  expect((await runCommand('trace', small, '--against', throws)).out).toContain(
    'the rule throws at step 0: no',
  );
  written(folder, 'two/other.mjs', 'export default ({ gradient }) => gradient;\n');
  const { err } = await runCommand('trace', small, '--against', join(folder, 'two'));
  expect(err).toContain('--against: must be one rule');
});

it.each([
  [
    'hangs',
    'export default ({ step, gradient }) => { while (step === 3); return gradient.map((x) => -0.1 * x); };',
    /hangs\.mjs: did not return within 0\.3 s at step 3$/m,
  ],
  [
    'exits',
    'export default ({ step, gradient }) => { if (step === 2) process.exit(0); return gradient.map((x) => -0.1 * x); };',
    /exits\.mjs: .*at step 2$/m,
  ],
  ['loads', 'process.exit(0);', /loads\.mjs: .* while it was loaded$/m],
  ['is-none', 'export const rule = 1;', /is-none\.mjs: /],
] as const)(
  'natgrad-check trace --against a rule that %s is one line and exit code 2',
  async (name, text, says) => {
    const rule = written(folder, `${name}.mjs`, text);
    const { code, out, err } = await runCommand('trace', small, '--against', rule, '--timeout', '300ms');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
  },
);

it('natgrad-check trace --against a rule of a file says what it says of the same rule of ours', async () => {
  const text =
    'export default { name: "mine", update: ({ gradient, stepSize }) => gradient.map((x) => -stepSize * x) };';
  const { code, out } = await runCommand('trace', small, '--against', written(folder, 'mine.mjs', text));
  expect(code).toBe(0);
  expect(out).toContain('mine: is it at all 40 steps');
});
