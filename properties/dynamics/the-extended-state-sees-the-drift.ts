import { truth, whereDecided, worst } from '../../src/checks/outcome/outcome.ts';
import { extendedLoss } from '../../src/dynamics/extendedLoss.ts';
import { gonzalezGradient } from '../../src/dynamics/gonzalez.ts';
import { itohAbeGradient } from '../../src/dynamics/itohAbe.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { signOfInnerProduct } from '../../src/linalg/sign.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { along, dot, dotSize, minus, negated } from '../plain/vectors.ts';
import { secantRoundoff } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

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

type DiscreteGradient = (loss: Loss, x: Vector, next: Vector, unit: number) => Vector;

/** The discrete pair: −D̄Lᵀ(Δ, τ) has the sign of the drop L(θ, t) − L(θ', t'), whatever the unit of time. */
const stepHolds =
  (...discrete: readonly DiscreteGradient[]): Holds<Member> =>
  ({ loss, start, other, time }) => {
    const step = 1 / 4;
    const drop = loss.value(start, time) - loss.value(along(start, step, other), time + step);
    const bound =
      loss.roundoff(start, time).value + loss.roundoff(along(start, step, other), time + step).value;
    const outcomes = [1 / 4, 1, 8].flatMap((unit) => {
      const extended = extendedLoss(loss, unit);
      const [x, next] = [joined(start, time / unit), joined(along(start, step, other), (time + step) / unit)];
      const delta = minus(next, x);
      return discrete.map((gradientOf) => {
        const gradient = gradientOf(extended, x, next, unit);
        const size = dotSize(gradient, delta) + Math.abs(loss.value(start, time)) + Math.abs(drop);
        return whereDecided(Math.abs(drop) > secantRoundoff(size, bound), () =>
          truth(dot(negated(gradient), delta) > 0 === drop > 0),
        );
      });
    });
    return worst(outcomes);
  };

const gonzalez: DiscreteGradient = (loss, x, next) => gonzalezGradient(loss, x, next, 0);
const itohAbe: DiscreteGradient = (loss, x, next) => itohAbeGradient(loss, x, next, 0);

/** The last entry, that of time, times `factor`. */
const drift = (gradient: Vector, factor: number): Vector =>
  gradient.with(gradient.length - 1, factor * gradient.at(-1)!);

const extendedGradient = ({ loss, start, time }: Member, unit: number): Vector =>
  negated(extendedLoss(loss, unit).gradient(joined(start, time / unit)));

const claim: Claim<Member> = {
  id: 'P9-drift',
  claim:
    'on the extended state yᵀ(g, 1) = −dL/dt, drift included, and discretely the drop, in any unit of time',
  source: 'P9',
  given: members(({ facts }) => facts.timeVarying),
  holds: (member) => worst([rateHolds(extendedGradient)(member), stepHolds(gonzalez, itohAbe)(member)]),
  mutants: {
    'the tracker: ∂L/∂t left out': rateHolds(({ loss, start, time }) =>
      joined(negated(loss.gradient(start, time)), 0),
    ),
    'time running backwards': rateHolds((member, unit) => drift(extendedGradient(member, unit), -1)),
    'the unit applied twice': rateHolds((member, unit) => drift(extendedGradient(member, unit), unit)),
    'a step that leaves time out': stepHolds((loss, x, next) => drift(gonzalez(loss, x, next, 1), 0)),
    'a step with its unit applied twice': stepHolds((loss, x, next, unit) =>
      drift(itohAbe(loss, x, next, unit), unit),
    ),
    'a step by the gradient at its start': stepHolds((loss, x) => loss.gradient(x)),
    'a step by the coordinates alone, at the time of its end': stepHolds((loss, x, next) =>
      drift(itohAbe(loss, x.with(x.length - 1, next.at(-1)!), next, 1), 0),
    ),
  },
};

export default claim;
