import type fc from 'fast-check';
import type { Holds } from '../../src/types/claim.ts';

/** How many of the cases that shrinking offers are looked at. */
const offers = 6;

/** The check of a case, and of the first few that shrinking offers in its place: those are what the user is shown. */
export const alsoOffered = <Case>(
  given: fc.Arbitrary<Case>,
  holds: Holds<Case>,
): { readonly given: fc.Arbitrary<Case>; readonly holds: Holds<Case> } => ({
  given,
  holds(value) {
    const outcome = holds(value);
    if (outcome.status !== 'holds') return outcome;
    for (const simpler of given.shrink(value, undefined).take(offers)) {
      const offered = holds(simpler.value);
      if (offered.status === 'refuted') return offered;
    }
    return outcome;
  },
});
