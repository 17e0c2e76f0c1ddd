import type { Certificate, Outcome } from '../../../src/types/verdict.ts';

/** A certificate as the outcome of a case: proved holds, refuted is refuted, undecided is undecided. */
export const outcomeOf = ({ status, margin }: Certificate): Outcome => ({
  status: status === 'proved' ? 'holds' : status,
  margin,
});
