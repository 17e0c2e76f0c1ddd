import { expect, it } from 'vitest';
import lookahead from '../../src/rules/lookahead.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { freshEntry } from './rules.ts';
import { hiddenBy, otherThan, signsOf } from './signs.ts';

it('otherThan("adam", identity) is another rule, what resembles one, or that it differs from its own', () => {
  const other = (identity: Parameters<typeof otherThan>[1]) => otherThan('adam', identity);
  expect(other({ relation: 'is', name: 'adam' })).toBeNull();
  expect(other({ relation: 'is', name: 'amsgrad', others: ['adam'] })).toBeNull();
  expect(other({ relation: 'is', name: 'amsgrad', others: ['yogi'] })).toBe('amsgrad');
  expect(other({ relation: 'known-fault', name: 'adam-one-late' })).toBe('adam-one-late');
  expect(other({ relation: 'resembles', name: 'adam', differs: 'at step 1' })).toBe('resembles adam');
  expect(other({ relation: 'none', differs: 'at step 1' })).toBe('differs from adam');
  expect(other({ relation: 'none' })).toBeNull();
});

it('hiddenBy(load) is what fuzz suggests of a rule that breaks nothing but its promise, and null of other rules', async () => {
  const seeded = { modelledOn: 'nothing that is wrong', meant: 'lookahead' };
  const fixed = (value: number) => ({ default: value, min: value, max: value });
  const hyperparameters = { period: fixed(5), slowness: fixed(0.5) };
  const windowed = {
    ...lookahead,
    ...seeded,
    hyperparameters,
    contract: { effective: 'small-step' },
  } as const;
  expect(await hiddenBy(async () => windowed)).toMatch(/^contract: .*window/);
  const broken = {
    ...windowed,
    update: (context: RuleContext, state: Parameters<typeof lookahead.update>[1]) => {
      const rests = context.gradient.every((d) => d === 0);
      return rests ? { delta: context.theta.map(() => Number.NaN), state } : lookahead.update(context, state);
    },
  };
  expect(await hiddenBy(async () => broken)).toBeNull();
  expect(await hiddenBy(() => freshEntry('ascent'))).toBeNull();
});

it('signsOf(load) suspects and names a rule that keeps the first gradient', async () => {
  const { suspicions, called, unnamed } = await signsOf(() =>
    freshEntry('gradient-descent-first-gradient-for-ever'),
  );
  expect(suspicions).toContain('ignores-gradient');
  expect(called).not.toBeNull();
  expect(unnamed).toBe('gradient-descent-first-gradient-for-ever');
});
