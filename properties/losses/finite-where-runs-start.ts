import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

/** Value and gradient are numbers at the family's own start, at its landmarks, and at the origin of all coordinates. */
const holdsWith =
  (read: (member: Member, theta: Vector) => readonly number[]): Holds<Member> =>
  (member) => {
    const { loss, start } = member;
    const points = [start, start.map(() => 0), ...(loss.landmarks ?? []).map(({ theta }) => theta)];
    const finite = points.every((theta) => read(member, theta).every(Number.isFinite));
    return truth(finite);
  };

const claim: Claim<Member> = {
  id: 'L3-finite',
  claim: 'value and gradient are finite at the start, at every landmark and at the origin, kinks included',
  source: 'a check on the generators: runs start there',
  ...ofLosses(() => true),
  holds: holdsWith(({ loss, time }, theta) => [loss.value(theta, time), ...loss.gradient(theta, time)]),
  mutants: {
    'divided by the size of θ': holdsWith(({ loss, time }, theta) => [
      loss.value(theta, time) / Math.hypot(...theta),
    ]),
    'the logarithm of the value': holdsWith(({ loss, time }, theta) => [Math.log(loss.value(theta, time))]),
  },
};

export default claim;
