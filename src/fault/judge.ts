import type { Detection, FaultKind, FaultRow, FaultSigns, SmallestCase } from '../types/fault.ts';

/** Which fault of which kind, and on how many cases. */
interface Question {
  /** The name of the kind: `rules`. */
  readonly of: string;
  readonly entry: string;
  readonly cases: number;
}

/** What is asked of a judge about one fault; each has one answer. */
export interface JudgeRequests {
  readonly row: { readonly ask: Question & { readonly seed: number }; readonly answer: FaultRow };
  readonly smallest: {
    readonly ask: Question & { readonly seed: number };
    readonly answer: SmallestCase | null;
  };
  readonly withoutLaws: {
    readonly ask: Question & { readonly seed: number };
    /** Undefined where faults of the kind claim no laws. */
    readonly answer: number | null | undefined;
  };
  readonly signs: {
    readonly ask: Omit<Question, 'cases'>;
    /** Undefined for what is no rule. */
    readonly answer: FaultSigns | undefined;
  };
  readonly detect: {
    readonly ask: Question & { readonly seeds: readonly number[] };
    readonly answer: readonly (Detection | null)[];
  };
}

export type JudgeKind = keyof JudgeRequests;

export type JudgeJob = {
  readonly [Kind in JudgeKind]: { readonly kind: Kind; readonly ask: JudgeRequests[Kind]['ask'] };
}[JudgeKind];

/**
 * Answers one request about a seeded fault.
 *
 * @param now the clock in milliseconds
 * @throws RangeError where there is no such kind
 */
export const judge = async (
  kinds: readonly FaultKind[],
  job: JudgeJob,
  now: () => number,
): Promise<JudgeRequests[JudgeKind]['answer']> => {
  const kind = kinds.find(({ name }) => name === job.ask.of);
  if (!kind) throw new RangeError(`judge: the kind must be there, got of = ${job.ask.of}`);
  switch (job.kind) {
    case 'row':
      return kind.row(job.ask.entry, job.ask);
    case 'smallest':
      return kind.smallest(job.ask.entry, job.ask);
    case 'withoutLaws':
      return kind.withoutLaws?.(job.ask.entry, job.ask);
    case 'signs':
      return kind.signs?.(job.ask.entry);
    case 'detect': {
      const { entry, cases, seeds } = job.ask;
      const found: (Detection | null)[] = [];
      for (const seed of seeds) found.push(await kind.detect(entry, { seed, cases, now }));
      return found;
    }
    default:
      return job satisfies never;
  }
};
