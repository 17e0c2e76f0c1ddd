import { describe, expect, it } from 'vitest';
import { judgeSubject } from './judgeSubject.ts';
import { type BankName, loadBank, loadColumns } from './loadBank.ts';

/** Seed of every bank in CI. */
const seed = 20240916;

/** Cases of each column within which an entry has to be refuted. */
const cases = 1000;

/** Cases of each column that ours has to pass: few, and none of dear columns, since the claims' own tests run many more. */
const casesOfOurs = 10;

/** Tests a bank: enough entries with their origins, each refuted, and right subjects let pass by the same columns. */
export const testBank = async (bank: BankName, ours: Readonly<Record<string, unknown>>): Promise<void> => {
  const [columns, entries] = await Promise.all([loadColumns(bank), loadBank(bank)]);

  describe(`the bank of wrong ${bank}`, () => {
    it('holds at least ten entries and names what each is modelled on', () => {
      expect(entries.length).toBeGreaterThanOrEqual(10);
      expect(entries.filter(({ modelledOn }) => !/^\S.{10,}/.test(modelledOn))).toEqual([]);
    });

    it('has columns of different names', () => {
      expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length);
    });

    it.each(entries)(`judgeSubject(columns, $name) refutes it within ${cases} cases`, ({ subject }) => {
      const { first } = judgeSubject(columns, subject, { seed, cases, now: () => 0, untilFirst: true });
      expect(first).not.toBeNull();
      expect(first?.smallest().value).not.toBe('');
    });

    it.each(Object.entries(ours))('judgeSubject(columns, ours) lets %s pass', (_, subject) => {
      const { refutedAfter } = judgeSubject(columns, subject, {
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
