import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

type Drop = { readonly parameters: Member['parameters']; readonly kept: readonly number[] };

/** The smaller member exists, has the coordinates that are said to be kept, and fewer of them. */
const holdsWith =
  (altered: (drop: Drop) => Drop): Holds<Member> =>
  ({ family, parameters, loss, coordinate }) => {
    const dropped = family.drop?.(parameters, coordinate);
    if (!dropped) return vacuous();
    const { parameters: fewer, kept } = altered(dropped);
    const smaller = family.build(fewer);
    const ascending = kept.every((k, i) => k < loss.dimension && (i === 0 || k > kept[i - 1]!));
    const right = smaller.dimension === kept.length && kept.length < loss.dimension && ascending;
    return truth(right);
  };

const claim: Claim<Member> = {
  id: 'L5-drop',
  claim: 'dropping a coordinate leaves a member of the family on the coordinates that are kept',
  source: 'definition',
  ...ofLosses(({ drop }) => drop !== undefined),
  holds: holdsWith((drop) => drop),
  mutants: {
    'one coordinate too many kept': holdsWith((drop) => ({
      ...drop,
      kept: [...drop.kept, drop.kept.length],
    })),
    'a coordinate kept twice': holdsWith((drop) => ({ ...drop, kept: drop.kept.map(() => 0) })),
  },
};

export default claim;
