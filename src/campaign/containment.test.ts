import { expect, it } from 'vitest';
import { countEffect, noContainment, noteEffect, withOutput } from './containment.ts';

const scenario = (seed: number) => ({
  loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: null } },
  theta: [1],
  stepSize: 1,
  steps: 1,
  seed,
  hyperparameters: {},
});

it('countEffect(containment, check, effect, cause) keeps the same case first, whichever worker is the fastest', () => {
  const seen: readonly (readonly [check: number, index: number])[] = [
    [2, 5],
    [0, 7],
    [3, 5],
    [1, 7],
  ];
  for (const order of [seen, seen.toReversed()]) {
    const found: number[] = [];
    const containment = noContainment(({ index }) => found.push(index));
    for (const [check, index] of order) {
      const effect = { index, scenario: scenario(check), message: `seen by ${check}` };
      countEffect(containment, check, effect, 'writes-output');
    }
    const first = containment.first.get('writes-output');
    expect(first).toMatchObject({ check: 2, observed: { index: 5, scenario: { seed: 2 } } });
    expect(containment.batch.counts.refuted).toBe(4);
    expect(found).toEqual(order.map(([, index]) => index));
  }
});

it('noteEffect(containment, check, effect) counts all but output, of which withOutput makes a suspicion', () => {
  const containment = noContainment(() => {});
  const effect = { cause: 'writes-output', scenario: scenario(1) } as const;
  expect(withOutput(containment, undefined, [])).toBeUndefined();
  noteEffect(containment, 0, { ...effect, index: 7, message: 'wrote "b"' });
  noteEffect(containment, 0, { ...effect, index: 3, message: 'wrote "a"' });
  noteEffect(containment, 0, { ...effect, index: 5, message: 'wrote "c"' });
  expect(containment.batch.counts).toMatchObject({ holds: 3, refuted: 0 });
  const other = { id: 'state-moves', status: 'raised', sentence: 'rests' } as const;
  const output = { id: 'writes-output', sentence: 'wrote "a"', index: 3 };
  const unseen = { id: 'writes-output', status: 'unseen', sentence: 'is not seen' } as const;
  expect(withOutput(containment, [unseen, other], [])).toEqual([{ ...output, status: 'raised' }, other]);
  expect(withOutput(containment, undefined, ['writes-output'])).toEqual([{ ...output, status: 'expected' }]);
  noteEffect(containment, 0, { ...effect, cause: 'rejects-promise', index: 4, message: 'late' });
  expect(containment.batch.counts.refuted).toBe(1);
});
