import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import {
  descentRun,
  type PlainStep,
  plainRun,
  rawRecords,
  smallLines,
  watchedLines,
  written,
} from '../../properties/trace/writtenRecords.ts';
import type { NamedTrace } from '../types/trace.ts';
import { judgeRecording } from './judgeRecording.ts';
import { nameRecord } from './naming.ts';
import { openRecording } from './openRecording.ts';

const folder = mkdtempSync(join(tmpdir(), 'naming-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a run is called. */
const named = async (path: string): Promise<NamedTrace> => {
  const identity = await nameRecord(openRecording(path, {}));
  return (await judgeRecording(openRecording(path, {}), { identity })).identity!;
};

const small = (name: string, steps: readonly PlainStep[]): string =>
  written(folder, `${name}.jsonl`, smallLines(steps));

/** A run on ½ Σ (1 + i)θᵢ², at a step size of 0.01. */
const run = (steps: number, update: (gradient: readonly number[], step: number) => readonly number[]) =>
  plainRun({
    start: [1, -2, 3, 0.5],
    steps,
    stepSize: 0.01,
    gradient: (theta) => theta.map((value, i) => value * (1 + i)),
    update,
  });

const adam = (beta1: (step: number) => number, beta2: number) => {
  const [m, v] = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  let product = 1;
  return (gradient: readonly number[], step: number): readonly number[] => {
    const b = beta1(step);
    product *= b;
    return gradient.map((g, i) => {
      m[i] = b * m[i]! + (1 - b) * g;
      v[i] = beta2 * v[i]! + (1 - beta2) * g * g;
      return (-0.01 * (m[i]! / (1 - product))) / (Math.sqrt(v[i]! / (1 - beta2 ** (step + 1))) + 1e-8);
    });
  };
};

it('nameRecord says which rule a run is, at its usual values, up to the step from which on it is another', async () => {
  const changed = await named(
    small(
      'changed',
      run(
        80,
        adam((step) => (step < 70 ? 0.9 : 0.5), 0.999),
      ),
    ),
  );
  expect(changed.sentence).toMatch(
    /^is adam \(β₁ = 0\.9, β₂ = 0\.999, ε = 1e-8\) up to step 69, then not: at step 70 Δθ\[0\] is/,
  );
  expect(changed).toMatchObject({
    relation: 'is',
    name: 'adam',
    hyperparameters: { beta1: 0.9 },
    evidence: { steps: 71, agreeing: 70, differsAt: { step: 70 } },
  });
});

it('nameRecord fits what is unusual: momentum of 0.83', async () => {
  const velocity = [0, 0, 0, 0];
  const { sentence } = await named(
    small(
      'fitted',
      run(40, (gradient) => gradient.map((g, i) => (velocity[i] = 0.83 * velocity[i]! - 0.01 * g))),
    ),
  );
  expect(sentence).toMatch(/^is heavy-ball \(momentum = 0\.83\).* at all 40 steps$/);
});

it('nameRecord tells NAdam of PyTorch, which keeps its product in single precision, from that of doubles', async () => {
  const nadam = (kept: (product: number) => number) => {
    const [m, v] = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    let product = 1;
    const weight = (t: number): number => 0.9 * (1 - 0.96 ** (t * 0.004) / 2);
    return (gradient: readonly number[], step: number): readonly number[] => {
      const [now, ahead] = [weight(step + 1), weight(step + 2)];
      product = kept(product * kept(now));
      return gradient.map((g, i) => {
        m[i] = 0.9 * m[i]! + 0.1 * g;
        v[i] = 0.999 * v[i]! + 0.001 * g * g;
        const root = Math.sqrt(v[i]! / (1 - 0.999 ** (step + 1))) + 1e-8;
        return (-0.01 * (((1 - now) * g) / (1 - product) + (ahead * m[i]!) / (1 - product * ahead))) / root;
      });
    };
  };
  const [singles, doubles] = [
    await named(small('singles', run(40, nadam(Math.fround)))),
    await named(
      small(
        'doubles',
        run(
          40,
          nadam((x) => x),
        ),
      ),
    ),
  ];
  expect(singles).toMatchObject({ relation: 'is', name: 'nadam-of-pytorch', evidence: { agreeing: 40 } });
  expect(doubles).toMatchObject({ relation: 'is', name: 'nadam', evidence: { agreeing: 40 } });
  expect([singles.others, doubles.others]).toEqual([undefined, undefined]);
});

it('nameRecord sees a learning rate that is another than was logged', async () => {
  const steps = run(30, (gradient, step) => gradient.map((g) => (step < 20 ? -0.01 : -0.001) * g));
  const { sentence, evidence } = await named(rawRecords(join(folder, 'rate'), steps, 'F64'));
  expect(sentence).toContain(
    'up to step 19, then not: at step 20 all of Δθ is 0.1 times what is due, as at another learning rate than was logged',
  );
  expect(evidence?.differsAt?.factor).toBeCloseTo(0.1, 6);
});

it('nameRecord says of what is no known rule that it is none', async () => {
  const { relation, sentence } = await named(
    small(
      'none',
      run(8, (gradient, step) => gradient.map((g) => -0.01 * g * Math.cos(step + g))),
    ),
  );
  expect([relation, sentence]).toEqual([
    'none',
    'is none of the rules that this version knows, at usual values or at fitted ones, by its first 8 steps',
  ]);
});

it('nameRecord follows a record as far as its steps are in a row', async () => {
  const steps = descentRun(100).filter((_, i) => i !== 90);
  const { sentence } = await named(small('gap', steps));
  expect(sentence).toMatch(
    / at all 90 steps; no further: a rule is followed from step 0 on, .* has step 91 after 89$/,
  );
  const short = await named(
    small(
      'short',
      descentRun(9).filter((_, i) => i !== 5),
    ),
  );
  expect(short.sentence).toMatch(/^is gradient-descent.* at all 5 steps/);
});

it.each([
  [
    'sums alone',
    watchedLines(descentRun(4)),
    'not known: sums alone were logged; watch(…, raw=FOLDER) keeps',
  ],
  ['a late start', smallLines(descentRun(9).slice(2)), 'step 2 is the first that was recorded'],
  ['few steps', smallLines(descentRun(2)), 'not known: 2 steps in a row from step 0 on, and 3 at least'],
  ['no rate', '{"step":0,"theta":[1],"gradient":[1],"update":[-1]}\n', 'no one learning rate'],
  [
    'what is not finite',
    '{"step":0,"theta":[1],"gradient":["NaN"],"update":[-1],"stepSize":1}\n',
    'is not finite',
  ],
])('nameRecord refuses %s in words', async (name, text, says) => {
  const { relation, sentence } = await named(written(folder, `${name}.jsonl`, text));
  expect(relation).toBe('unknown');
  expect(sentence).toContain(says);
});

it('nameRecord refuses records in halves, and those of too many parameters', async () => {
  expect((await named(rawRecords(join(folder, 'halves'), descentRun(3), 'BF16'))).sentence).toBe(
    'not known: storing θ in bfloat16 rounds Δ by more than rules differ; --against holds it against one',
  );
  const many = Array.from({ length: 2 ** 16 + 1 }, () => 1);
  const large = [{ ...descentRun(1)[0]!, theta: many, gradient: many, update: many.map((x) => -x) }];
  expect((await named(rawRecords(join(folder, 'many'), large, 'F32'))).sentence).toContain(
    'too many parameters',
  );
});
