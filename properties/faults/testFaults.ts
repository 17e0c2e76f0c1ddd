import { describe, expect, it } from 'vitest';
import { type ClaimedKind, loadColumns, loadFaults } from './loadFaults.ts';
import { refutations } from './refutations.ts';

/** Seed of every judgement in CI. */
const seed = 20240916;

/** Cases of each column within which a fault has to be refuted. */
const cases = 1000;

/** Cases of each column that ours has to pass: few, and none of expensive columns, since the claims' own tests run many more. */
const casesOfOurs = 10;

/** Tests the seeded faults of one kind: enough of them with their origins, each refuted, and right subjects let pass by the same columns. */
export const testFaults = async (of: ClaimedKind, ours: Readonly<Record<string, unknown>>): Promise<void> => {
  const [columns, entries] = await Promise.all([loadColumns(of), loadFaults(of)]);

  describe(`seeded faults: wrong ${of}`, () => {
    it('are at least ten, and name what each is modelled on', () => {
      expect(entries.length).toBeGreaterThanOrEqual(10);
      expect(entries.filter(({ modelledOn }) => !/^\S.{10,}/.test(modelledOn))).toEqual([]);
    });

    it('are judged by columns of different names', () => {
      expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length);
    });

    it.each(entries)(`refutations(columns, $name) refutes it within ${cases} cases`, ({ subject }) => {
      const { first } = refutations(columns, subject, { seed, cases, now: () => 0, untilFirst: true });
      expect(first).not.toBeNull();
      expect(first?.smallest().value).not.toBe('');
    });

    it.each(Object.entries(ours))('refutations(columns, ours) lets %s pass', (_, subject) => {
      const { refutedAfter } = refutations(columns, subject, {
        seed,
        cases: casesOfOurs,
        now: () => 0,
        untilFirst: false,
      });
      expect(Object.keys(refutedAfter)).not.toEqual([]);
      expect(Object.entries(refutedAfter).filter(([, after]) => after !== null)).toEqual([]);
    });
  });
};
