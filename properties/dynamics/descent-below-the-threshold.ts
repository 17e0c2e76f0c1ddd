import { truth, vacuous, whereDecided } from '../../src/checks/outcome/outcome.ts';
import { lossDrop } from '../../src/dynamics/lossDrop.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { along, dot, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

/** g turned so that it is effective. */
const effective = (g: Vector, y: Vector): Vector => (dot(g, y) > 0 ? g : negated(g));

/** η at this share of 2 yᵀg/(β‖g‖²), the share being spread over (0, 1) by the case. */
const holdsWith =
  (threshold: (yg: number, beta: number, gg: number) => number): Holds<Member> =>
  ({ loss, start, other, time }) => {
    const y = negated(loss.gradient(start, time));
    const g = effective(other, y);
    const [yg, gg, beta] = [dot(y, g), dot(g, g), loss.smoothness];
    if (beta === undefined || beta === 0 || !(yg > 0)) return vacuous();
    const share = 0.99 - (0.9 * Math.abs(start[0]!)) / (1 + Math.abs(start[0]!));
    const { drop, bound } = lossDrop(loss, start, along(start, share * threshold(yg, beta, gg), g), time);
    return whereDecided(Math.abs(drop) > bound, () => truth(drop > 0));
  };

const claim: Claim<Member> = {
  id: 'P11-threshold',
  claim: 'a β-smooth loss falls along every effective direction for every η < 2yᵀg/(β‖g‖²)',
  source: 'P11; Nesterov, Introductory Lectures on Convex Optimization (2004), lemma 1.2.3',
  given: members(({ facts }) => facts.smooth),
  holds: holdsWith((yg, beta, gg) => (2 * yg) / (beta * gg)),
  mutants: {
    'twice as far': holdsWith((yg, beta, gg) => (4 * yg) / (beta * gg)),
    'without the angle': holdsWith((_yg, beta) => 2 / beta),
  },
};

export default claim;
