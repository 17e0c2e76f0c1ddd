import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answersOf } from './answers.ts';
import { openSession } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'against-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A right Adam whose constants are read from where the text says. */
const adamWith = (constants: string, ranges: string): string => `export default {
  ${ranges}
  init: (theta) => ({ m: new Float64Array(theta.length), v: new Float64Array(theta.length) }),
  update({ gradient, stepSize, step, hyperparameters }, { m, v }) {
    const { beta1, beta2, epsilon } = ${constants};
    const nextM = m.map((x, i) => beta1 * x + (1 - beta1) * gradient[i]);
    const nextV = v.map((x, i) => beta2 * x + (1 - beta2) * gradient[i] * gradient[i]);
    const first = 1 - beta1 ** (step + 1);
    const second = 1 - beta2 ** (step + 1);
    const delta = gradient.map((_, i) => -stepSize * (nextM[i] / first) / (Math.sqrt(nextV[i] / second) + epsilon));
    return { delta, state: { m: nextM, v: nextV } };
  },
};`;

const declaring = adamWith(
  'hyperparameters',
  `hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.5, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-2, unit: 'gradient' },
  },`,
);
const fixed = (beta1: number, beta2: number): string =>
  adamWith(`{ beta1: ${beta1}, beta2: ${beta2}, epsilon: 1e-8 }`, '');

const runs = 60;

/** How often a rule of this text agrees, and differs. */
const compared = async (name: string, text: string, against: string, seed: number) => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  const session = await openSession(
    {
      rule: { kind: 'module', spec: file },
      against: { kind: 'built-in', spec: against },
      options: { seed, runs },
    },
    () => {},
  );
  const check = session.plan.checks.findIndex(({ check: { id } }) => id === 'agrees-with-reference');
  const slice = { from: 0, to: runs, step: 1 };
  const answers = answersOf(session.plan, { announce: () => {}, found: () => {} });
  return answers.batch({ check, slice, skip: [] }).counts;
};

describe('fuzz RULE --against adam:beta1=0.8,beta2=0.95', () => {
  const typed = 'adam:beta1=0.8,beta2=0.95';
  it('spares a right Adam that declares the names, and one with these constants', async () => {
    for (const [against, seed] of [
      [typed, 1],
      ['adam:beta1=0.9', 2],
      ['adam', 3],
    ] as const) {
      const { refuted, holds } = await compared('declaring', declaring, against, seed);
      expect({ against, refuted, enough: holds > runs / 2 }).toEqual({ against, refuted: 0, enough: true });
    }
    expect((await compared('same', fixed(0.8, 0.95), typed, 4)).refuted).toBe(0);
  });
  it('refutes one with other constants, whatever it declares beside them', async () => {
    expect((await compared('other', fixed(0.9, 0.999), typed, 5)).refuted).toBeGreaterThan(0);
    const ignoring = declaring.replace('= hyperparameters;', '= { ...hyperparameters, beta1: 0.9 };');
    expect((await compared('ignoring', ignoring, typed, 6)).refuted).toBeGreaterThan(0);
  });
});
