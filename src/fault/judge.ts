import type { Bank, BankRow, Detection, SmallestCase } from '../types/bank.ts';

/** Which entry of which bank, and on how many cases. */
interface Subject {
  readonly bank: string;
  readonly entry: string;
  readonly cases: number;
}

/** What is asked of a judge about one entry; each has one answer. */
export interface JudgeRequests {
  readonly row: { readonly ask: Subject & { readonly seed: number }; readonly answer: BankRow };
  readonly smallest: {
    readonly ask: Subject & { readonly seed: number };
    readonly answer: SmallestCase | null;
  };
  readonly withoutLaws: {
    readonly ask: Subject & { readonly seed: number };
    /** Undefined where entries of the bank claim no laws. */
    readonly answer: number | null | undefined;
  };
  readonly detect: {
    readonly ask: Subject & { readonly seeds: readonly number[] };
    readonly answer: readonly (Detection | null)[];
  };
}

export type JudgeKind = keyof JudgeRequests;

export type JudgeJob = {
  readonly [Kind in JudgeKind]: { readonly kind: Kind; readonly ask: JudgeRequests[Kind]['ask'] };
}[JudgeKind];

/**
 * Answers one request about an entry of a bank.
 *
 * @param now the clock in milliseconds
 * @throws RangeError where there is no such bank
 */
export const judge = async (
  banks: readonly Bank[],
  job: JudgeJob,
  now: () => number,
): Promise<JudgeRequests[JudgeKind]['answer']> => {
  const bank = banks.find(({ name }) => name === job.ask.bank);
  if (!bank) throw new RangeError(`judge: the bank must be there, got bank = ${job.ask.bank}`);
  switch (job.kind) {
    case 'row':
      return bank.row(job.ask.entry, job.ask);
    case 'smallest':
      return bank.smallest(job.ask.entry, job.ask);
    case 'withoutLaws':
      return bank.withoutLaws?.(job.ask.entry, job.ask);
    case 'detect': {
      const { entry, cases, seeds } = job.ask;
      const found: (Detection | null)[] = [];
      for (const seed of seeds) found.push(await bank.detect(entry, { seed, cases, now }));
      return found;
    }
    default:
      return job satisfies never;
  }
};
