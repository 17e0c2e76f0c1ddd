import { truth } from '../../src/checks/outcome/outcome.ts';
import { familyFault } from '../../src/losses/audit/familyFault.ts';
import { familyFromUserLoss } from '../../src/subject/userLoss.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, ofLosses } from '../subjects/members.ts';
import { usersForm } from '../subjects/usersForm.ts';

/** What `fuzz --loss` says of a module with this loss before it runs anything. */
const accusation = (exported: unknown): string | undefined => {
  const family = familyFromUserLoss(exported, 'loss.ts', () => {});
  return 'fault' in family ? family.fault : familyFault(family, family.dimensions);
};

const holdsWith =
  (altered: (exported: Readonly<Record<string, unknown>>) => unknown): Holds<Member> =>
  ({ loss, coordinate }) => {
    const sentence = accusation(altered(usersForm(loss, { roundoff: coordinate % 2 === 1 })));
    return sentence === undefined ? truth(true) : { ...truth(false), sentence };
  };

const claim: Claim<Member> = {
  id: 'L6-fuzz',
  claim:
    'fuzz --loss finds no fault with a right loss in a user’s file, whether or not it bounds its own rounding errors',
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
