import { extendedLoss } from '../../src/dynamics/extendedLoss.ts';
import { gonzalezGradient } from '../../src/dynamics/gonzalez.ts';
import { itohAbeGradient } from '../../src/dynamics/itohAbe.ts';
import { formulaRoundoff, secantRoundoff } from '../../src/linalg/rounding.ts';
import { signOfInnerProduct } from '../../src/linalg/sign.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, members } from '../losses/parts/members.ts';
import { truth, whereDecided, worst } from './parts/outcomes.ts';
import { along, dot, dotSize, negated } from './parts/vectors.ts';

/** (x, last). */
const joined = (x: Vector, last: number): Vector => Float64Array.of(...x, last);

/** −dL/dt along (θ + gt, t): quadratic in t, so that a central difference over ±½ is exact but for rounding. */
const descentRate = ({ loss, start, other, time }: Member): number =>
  loss.value(along(start, -1 / 2, other), time - 1 / 2) -
  loss.value(along(start, 1 / 2, other), time + 1 / 2);

const rateHolds =
  (negativeGradient: (member: Member, unit: number) => Vector): Holds<Member> =>
  (member) => {
    const { loss, start, other, time } = member;
    const rate = descentRate(member);
    const size =
      Math.abs(loss.value(along(start, -1 / 2, other), time - 1 / 2)) +
      dotSize(loss.gradient(start, time), other) +
      Math.abs(rate);
    const unit = 4;
    const g = joined(other, 1 / unit);
    return whereDecided(Math.abs(rate) > formulaRoundoff(size), () =>
      truth(signOfInnerProduct(g, negativeGradient(member, unit)) > 0 === rate > 0),
    );
  };

/** The discrete pair: −D̄Lᵀ(Δ, τ) has the sign of the drop L(θ, t) − L(θ', t'), whatever the unit of time. */
const stepHolds: Holds<Member> = ({ loss, start, other, time }) => {
  const step = 1 / 4;
  const drop = loss.value(start, time) - loss.value(along(start, step, other), time + step);
  const bound =
    loss.roundoff(start, time).value + loss.roundoff(along(start, step, other), time + step).value;
  const outcomes = [1 / 4, 1, 8].flatMap((unit) => {
    const extended = extendedLoss(loss, unit);
    const [x, next] = [joined(start, time / unit), joined(along(start, step, other), (time + step) / unit)];
    const delta = next.map((entry, i) => entry - x[i]!);
    return [gonzalezGradient, itohAbeGradient].map((discrete) => {
      const gradient = discrete(extended, x, next, 0);
      const size = dotSize(gradient, delta) + Math.abs(loss.value(start, time)) + Math.abs(drop);
      return whereDecided(Math.abs(drop) > secantRoundoff(size, bound), () =>
        truth(dot(negated(gradient), delta) > 0 === drop > 0),
      );
    });
  });
  return worst(outcomes);
};

const extendedGradient = ({ loss, start, time }: Member, unit: number): Vector =>
  negated(extendedLoss(loss, unit).gradient(joined(start, time / unit)));

const claim: Claim<Member> = {
  id: 'P9-drift',
  claim:
    'on the extended state yᵀ(g, 1) = −dL/dt, drift included, and discretely the drop, in any unit of time',
  source: 'P9',
  given: members(({ facts }) => facts.timeVarying),
  holds: (member) => {
    return worst([rateHolds(extendedGradient)(member), stepHolds(member)]);
  },
  mutants: {
    'the tracker: ∂L/∂t left out': rateHolds(({ loss, start, time }) =>
      joined(negated(loss.gradient(start, time)), 0),
    ),
    'time running backwards': rateHolds((member, unit) => {
      const y = extendedGradient(member, unit);
      return y.with(y.length - 1, -y.at(-1)!);
    }),
    'the unit applied twice': rateHolds((member, unit) => {
      const y = extendedGradient(member, unit);
      return y.with(y.length - 1, unit * y.at(-1)!);
    }),
  },
};

export default claim;
