import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import { field } from '../../src/losses/data/parameters.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Json, Vector } from '../../src/types/vector.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

type Drop = { readonly parameters: Json; readonly kept: readonly number[] };

const entriesAt = (gradient: Vector, kept: readonly number[]): readonly number[] =>
  kept.map((i) => gradient[i]!);

/** ∇L at θ on the coordinates that are kept, where it is the same whatever the others are. */
const independentOfDropped = (
  loss: Loss,
  member: Member,
  kept: readonly number[],
): readonly number[] | undefined => {
  const { theta, other, time } = member;
  const mixed = theta.map((entry, i) => (kept.includes(i) ? entry : other[i]! + 1));
  const [at, there] = [theta, mixed].map((point) => entriesAt(loss.gradient(point, time), kept));
  return at!.every((entry, k) => entry === there![k]) ? at : undefined;
};

const holdsWith =
  (altered: (drop: Drop) => Drop): Holds<Member> =>
  (member) => {
    const { family, parameters, loss, coordinate, theta, time } = member;
    // A rotation couples coordinates in the parameters, even where it is a mere exchange of axes.
    const dropped = field(parameters, 'rotation') === null && family.drop?.(parameters, coordinate);
    const before = dropped ? independentOfDropped(loss, member, dropped.kept) : undefined;
    if (!dropped || !before) return vacuous();
    const smaller = family.build(altered(dropped).parameters);
    const point = Float64Array.from(dropped.kept, (i) => theta[i]!);
    const [after, error] = [smaller.gradient(point, time), smaller.roundoff(point, time)];
    const errors = loss.roundoff(theta, time).gradient;
    const same = dropped.kept.every(
      (i, k) => Math.abs(after[k]! - before[k]!) <= error.gradient[k]! + errors[i]!,
    );
    return truth(same);
  };

const reversed = (parameters: Json): Json => {
  if (Array.isArray(parameters)) return parameters.toReversed();
  if (typeof parameters !== 'object' || parameters === null) return parameters;
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, reversed(value)]));
};

const claim: Claim<Member> = {
  id: 'L5-drop-others',
  claim:
    'dropping a coordinate on which the gradient of the others does not depend leaves that gradient as it was',
  source: 'definition',
  ...ofLosses(({ drop, facts }) => drop !== undefined && !facts.network),
  holds: holdsWith((drop) => drop),
  mutants: {
    'the others in reverse': holdsWith((drop) => ({ ...drop, parameters: reversed(drop.parameters) })),
  },
};

export default claim;
