import type { FaultKind } from '../../src/types/fault.ts';
import { type ClaimedKind, loadColumns, loadFaults } from './loadFaults.ts';
import { type JudgeOptions, type Refutations, refutations } from './refutations.ts';

/** Where no time is wanted. */
const noClock = (): number => 0;

/** The seeded faults of one kind, judged by the claims of the theory about things of that kind. */
export const judgedByClaims = (of: ClaimedKind): FaultKind => {
  const subjectOf = async (name: string): Promise<unknown> => {
    const entry = (await loadFaults(of)).find((candidate) => candidate.name === name);
    if (!entry) throw new RangeError(`judgedByClaims: the fault must be there, got ${of}/${name}`);
    return entry.subject;
  };
  const judge = async (name: string, options: JudgeOptions): Promise<Refutations> =>
    refutations(await loadColumns(of), await subjectOf(name), options);
  return {
    name: of,
    plural: `wrong ${of}`,
    columns: async () => (await loadColumns(of)).map(({ id, claim }) => ({ id, claim })),
    entries: async () => (await loadFaults(of)).map(({ name, modelledOn }) => ({ name, modelledOn })),
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
