import { atMost, vacuous } from '../../src/checks/outcome/outcome.ts';
import { unitRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

/** Units of rounding of what was computed that a bound may amount to: a thousand times what the widest ones do. */
const widest = 2 ** 20 * unitRoundoff;

const norm = (x: Vector): number => Math.hypot(...x);

/** How large values and gradients are where runs start: the larger one at two points, since either may be a minimum. */
const sizes = ({ loss, start, other, time }: Member): { readonly value: number; readonly slope: number } => {
  const slopes = [start, other].map((theta) => norm(loss.gradient(theta, time)));
  const values = [start, other].map((theta, i) =>
    Math.max(Math.abs(loss.value(theta, time)), slopes[i]! * norm(theta)),
  );
  return { value: Math.max(...values), slope: Math.max(...slopes) };
};

const holdsWith =
  (widened: { readonly value: number; readonly gradient: number }): Holds<Member> =>
  (member) => {
    const { loss, start, time } = member;
    const { value, slope } = sizes(member);
    if (!(value > 0 && slope > 0)) return vacuous();
    const bounds = loss.roundoff(start, time);
    return atMost(
      Math.max(
        (widened.value * bounds.value) / value,
        (widened.gradient * norm(Float64Array.from(bounds.gradient))) / slope,
      ),
      widest,
    );
  };

const claim: Claim<Member> = {
  id: 'L1-tight',
  claim:
    'no rounding bound is so wide that it would excuse what is wrong: where runs start it is below 10⁻¹⁰ of the loss and its gradient',
  source:
    'Higham, Accuracy and Stability of Numerical Algorithms (2002), section 1.6: a bound is of use if it is small',
  ...ofLosses(() => true),
  holds: holdsWith({ value: 1, gradient: 1 }),
  mutants: {
    'the bound on the value a billion times wider': holdsWith({ value: 1e9, gradient: 1 }),
    'the bound on the gradient a billion times wider': holdsWith({ value: 1, gradient: 1e9 }),
  },
};

export default claim;
