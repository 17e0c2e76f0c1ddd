import type { Bank } from '../../src/types/bank.ts';
import { type JudgeOptions, judgeSubject, type Refutations } from './judgeSubject.ts';
import { type BankName, loadBank, loadColumns } from './loadBank.ts';

/** Where no time is wanted. */
const noClock = (): number => 0;

/** A bank whose entries are judged by the claims of the theory about things of their kind. */
export const claimBank = (bank: BankName): Bank => {
  const subjectOf = async (name: string): Promise<unknown> => {
    const entry = (await loadBank(bank)).find((candidate) => candidate.name === name);
    if (!entry) throw new RangeError(`claimBank: the entry must be in the bank, got ${bank}/${name}`);
    return entry.subject;
  };
  const judge = async (name: string, options: JudgeOptions): Promise<Refutations> =>
    judgeSubject(await loadColumns(bank), await subjectOf(name), options);
  return {
    name: bank,
    noun: `wrong ${bank}`,
    columns: async () => (await loadColumns(bank)).map(({ id, claim }) => ({ id, claim })),
    entries: async () => (await loadBank(bank)).map(({ name, modelledOn }) => ({ name, modelledOn })),
    async row(name, options) {
      const { refutedAfter } = await judge(name, { ...options, now: noClock, untilFirst: false });
      return { refutedAfter, measured: [] };
    },
    async detect(name, options) {
      const { first } = await judge(name, { ...options, untilFirst: true });
      return first && { column: first.column, cases: first.cases, milliseconds: first.milliseconds };
    },
    async smallest(name, options) {
      const { first } = await judge(name, { ...options, now: noClock, untilFirst: true });
      if (!first) return null;
      const { value, sentence = '' } = first.smallest();
      return { column: first.column, sentence, case: value };
    },
  };
};
