import { truth, whereDecided, worst } from '../../src/checks/outcome/outcome.ts';
import { gonzalezGradient } from '../../src/dynamics/gonzalez.ts';
import { itohAbeGradient } from '../../src/dynamics/itohAbe.ts';
import { lossDrop } from '../../src/dynamics/lossDrop.ts';
import { meanValueGradient } from '../../src/dynamics/meanValue.ts';
import { signOfInnerProduct } from '../../src/linalg/sign.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { dotSize, minus, negated } from '../plain/vectors.ts';
import { secantRoundoff } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

/** Steps of every length along a direction that may lead up or down. */
const step = ({ start, other }: Member): Vector => minus(other, start);

const holdsWith =
  (gradient: (member: Member, next: Vector) => Vector): Holds<Member> =>
  (member) => {
    const { loss, start, other, time } = member;
    const { drop, bound } = lossDrop(loss, start, other, time);
    const delta = step(member);
    const discrete = gradient(member, other);
    const ends = Math.abs(loss.value(start, time)) + Math.abs(loss.value(other, time));
    return whereDecided(Math.abs(drop) > secantRoundoff(dotSize(discrete, delta) + ends, bound), () =>
      truth(signOfInnerProduct(delta, negated(discrete)) > 0 === drop > 0),
    );
  };

const claim: Claim<Member> = {
  id: 'P10-existence',
  claim:
    'a metric for (Δ, −D̄L) exists, that is −D̄LᵀΔ > 0, iff the loss fell, for steps of any length: Gonzalez, Itoh–Abe and, on polynomials, the mean value',
  source: 'P10',
  given: members(() => true),
  holds: (member) => {
    const gonzalez = holdsWith(({ loss, start, time }, next) => gonzalezGradient(loss, start, next, time));
    const itohAbe = holdsWith(({ loss, start, time }, next) => itohAbeGradient(loss, start, next, time));
    const mean = holdsWith(({ loss, start, time }, next) => meanValueGradient(loss, start, next, time));
    const exact = member.loss.facts.degree <= 6;
    return worst([gonzalez, itohAbe, ...(exact ? [mean] : [])].map((holds) => holds(member)));
  },
  mutants: {
    'y from the gradient at θ': holdsWith(({ loss, start, time }) => loss.gradient(start, time)),
    'y from the gradient at the end': holdsWith(({ loss, time }, next) => loss.gradient(next, time)),
    'the mean value by the midpoint alone': holdsWith(({ loss, start, time }, next) =>
      loss.gradient(
        start.map((entry, i) => (entry + next[i]!) / 2),
        time,
      ),
    ),
    'the sign of y forgotten': holdsWith(({ loss, start, time }, next) =>
      negated(gonzalezGradient(loss, start, next, time)),
    ),
  },
};

export default claim;
