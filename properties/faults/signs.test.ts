import { expect, it } from 'vitest';
import { freshEntry } from './rules.ts';
import { otherThan, signsOf } from './signs.ts';

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

it('signsOf(load) tells which suggestion would hide a rule from its verdict, and none where something else shows it', async () => {
  const hidden = async (name: string) => (await signsOf(() => freshEntry(name))).hiddenBy;
  expect(await hidden('ascent')).toBeNull();
  expect(await hidden('nan-at-zero-gradient')).toBeNull();
});

it('signsOf(load) suspects and names a rule that keeps the first gradient', async () => {
  const { suspicions, called, unnamed } = await signsOf(() =>
    freshEntry('gradient-descent-first-gradient-for-ever'),
  );
  expect(suspicions).toContain('ignores-gradient');
  expect(called).not.toBeNull();
  expect(unnamed).toBe('gradient-descent-first-gradient-for-ever');
});
