import type { Bank } from '../../src/types/bank.ts';
import { judgeSubject } from './judgeSubject.ts';
import { type BankName, loadBank, loadColumns } from './loadBank.ts';

/** A bank whose entries are judged by the claims of the theory about things of their kind. */
export const claimBank = (bank: BankName): Bank => {
  const subjectOf = async (name: string): Promise<unknown> => {
    const entry = (await loadBank(bank)).find((candidate) => candidate.name === name);
    if (!entry) throw new RangeError(`claimBank: the entry must be in the bank, got ${bank}/${name}`);
    return entry.subject;
  };
  return {
    name: bank,
    noun: `wrong ${bank}`,
    columns: async () => (await loadColumns(bank)).map(({ id, claim }) => ({ id, claim })),
    entries: async () => (await loadBank(bank)).map(({ name, modelledOn }) => ({ name, modelledOn })),
    async row(name, options) {
      const subject = await subjectOf(name);
      const columns = (await loadColumns(bank)).filter(({ trial }) => trial(subject));
      return { refutedAfter: judgeSubject(columns, subject, options).refutedAfter, measured: [] };
    },
    async detect(name, options) {
      const [columns, subject] = [await loadColumns(bank), await subjectOf(name)];
      const { minimal, detectedCases, detectedMs } = judgeSubject(columns, subject, {
        ...options,
        untilFirst: true,
      });
      if (minimal === null || detectedCases === null || detectedMs === null) return null;
      return { column: minimal.column, cases: detectedCases, milliseconds: detectedMs };
    },
    async smallest(name, options) {
      const [columns, subject] = [await loadColumns(bank), await subjectOf(name)];
      const { minimal } = judgeSubject(columns, subject, { ...options, untilFirst: true });
      return minimal && { column: minimal.column, sentence: minimal.sentence ?? '', case: minimal.value };
    },
  };
};
