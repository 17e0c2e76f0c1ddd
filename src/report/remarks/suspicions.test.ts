import { expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import type { SuspicionReport } from '../../types/report.ts';
import { remarksOf } from './remarks.ts';

const rule = syntheticReport(3).rules[0]!;

const said = (...suspicions: readonly SuspicionReport[]) => remarksOf({ ...rule, suspicions });

it('remarksOf(rule) marks what is suspected, and says how to silence it', () => {
  const raised = { id: 'unsettled', status: 'raised', sentence: 'turns', index: 0 } as const;
  const remark = {
    mark: '!',
    about: 'suspicion unsettled',
    text: 'unsettled: turns',
    details: ["intended? contract: { expected: ['unsettled'] }"],
    isNotable: true,
  };
  expect(said(raised)).toEqual([remark]);
  expect(said({ ...raised, counterexample: 'a/b.json' })[0]?.details[0]).toBe('a/b.json');
});

it('remarksOf(rule) lists quietly what is expected, seen or not, and aside what could not be looked for', () => {
  const remarks = said(
    { id: 'state-matters', status: 'expected', sentence: 'moves nothing' },
    { id: 'unsettled', status: 'unseen', sentence: 'is expected, and is not seen' },
    { id: 'renumbering', status: 'blind', sentence: 'random numbers were drawn' },
    { id: 'rests-at-zero', status: 'blind', sentence: 'random numbers were drawn' },
  );
  expect(
    remarks.map(({ mark, text, isNotable, isAside }) => [mark, text, isNotable, isAside ?? false]),
  ).toEqual([
    ['·', 'state-matters, as is expected: moves nothing', false, false],
    ['·', 'unsettled is expected, and is not seen', false, false],
    ['–', 'not suspected: renumbering, rests-at-zero (random numbers were drawn)', false, true],
  ]);
});
