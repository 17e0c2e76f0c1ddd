import { familyFault } from '../../src/losses/parts/familyFault.ts';
import { familyFromUserLoss } from '../../src/losses/parts/fromUser.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, ofLosses } from './parts/members.ts';
import { usersForm } from './parts/usersForm.ts';

/** What `fuzz --loss` says of a module with this loss before it runs anything. */
const accusation = (exported: unknown): string | undefined => {
  const family = familyFromUserLoss(exported, 'loss.ts', () => {});
  return 'fault' in family ? family.fault : familyFault(family, family.dimensions);
};

const holdsWith =
  (altered: (exported: Readonly<Record<string, unknown>>) => unknown): Holds<Member> =>
  ({ loss, coordinate }) => {
    const sentence = accusation(altered(usersForm(loss, { roundoff: coordinate % 2 === 1 })));
    return sentence === undefined
      ? { status: 'holds', margin: 1 }
      : { status: 'refuted', margin: 1, sentence };
  };

const claim: Claim<Member> = {
  id: 'L6-fuzz',
  claim:
    'fuzz --loss finds no fault with a right loss in a person’s file, whether or not it bounds its own rounding errors',
  source: 'every accusation is a contradiction beyond rounding',
  ...ofLosses(() => true),
  holds: holdsWith((exported) => exported),
  mutants: {
    'a gradient without its sign': holdsWith((exported) => ({
      ...exported,
      gradient: (theta: Float64Array) => theta.map(Math.abs),
    })),
    'a constant that is no number': holdsWith((exported) => ({ ...exported, minimum: 'none' })),
    'of another dimension': holdsWith((exported) => ({
      ...exported,
      dimension: Number(exported.dimension) + 1,
    })),
  },
};

export default claim;
