import fc from 'fast-check';
import { inconclusive, truth } from '../../src/checks/outcome/outcome.ts';
import { itohAbeGradient } from '../../src/dynamics/itohAbe.ts';
import { type UpdateMap, updateMap } from '../../src/dynamics/updateMap.ts';
import { windowedLoss, windowedStep } from '../../src/dynamics/windowedLoss.ts';
import { seededRandom } from '../../src/linalg/seeded.ts';
import { signOfInnerProduct } from '../../src/linalg/sign.ts';
import adam from '../../src/rules/adam.ts';
import gradientDescent from '../../src/rules/gradientDescent.ts';
import heavyBall from '../../src/rules/heavyBall.ts';
import nesterov from '../../src/rules/nesterov.ts';
import randomCoordinateDescent from '../../src/rules/randomCoordinateDescent.ts';
import rmsprop from '../../src/rules/rmsprop.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { LearningRule } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';
import { minus, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

const rules: readonly LearningRule[] = [
  gradientDescent,
  heavyBall,
  nesterov,
  adam,
  rmsprop,
  randomCoordinateDescent,
];

interface Case {
  readonly member: Member;
  readonly rule: LearningRule;
  readonly window: number;
  readonly relative: number;
  /** Steps made before the state is looked at. */
  readonly warm: number;
}

const mapOf = ({ member, rule, relative }: Case): UpdateMap =>
  updateMap(rule, member.loss, {
    theta: member.start,
    stepSize: relative / Math.max(member.loss.smoothness ?? 10, 1e-3),
    seed: member.coordinate,
    hyperparameters: {},
  });

/** A state off the trajectory: θ and memory of a few steps, both moved a little. */
const stateOf = (map: UpdateMap, { member, warm }: Case): Vector => {
  const random = seededRandom(member.coordinate, 'state');
  let x = map.initial;
  for (let k = 0; k < warm; k++) x = map.apply(x);
  return x.map((entry, i) => (i < map.dimension - 2 ? entry * (1 + random() / 8) : entry));
};

/** The sign of yᵀ(F(x) − x) for the y of a mutant, against whether the loss fell over the window. */
const holdsWith =
  (negativeGradient: (map: UpdateMap, x: Vector, window: number, value: Case) => Vector): Holds<Case> =>
  (value) => {
    const map = mapOf(value);
    const x = stateOf(map, value);
    const { drop, bound, rest } = windowedStep(map, x, value.window);
    if (rest || !(Math.abs(drop) > bound))
      return inconclusive('at rest, or the drop lies inside its rounding error');
    const g = minus(map.apply(x), x);
    return truth(signOfInnerProduct(g, negativeGradient(map, x, value.window, value)) > 0 === drop > 0);
  };

const claim: Claim<Case> = {
  id: 'P8-window',
  claim: 'for F(x) ≠ x a metric for (F(x) − x, −D̄W) exists iff L(Fʷx) < L(x), off the trajectory as on it',
  source: 'P8',
  given: fc.record({
    member: members(({ name }) =>
      ['quadratic', 'drifting-quadratic', 'logistic-regression', 'two-layer-linear-network'].includes(name),
    ),
    rule: fc.constantFrom(...rules),
    window: fc.integer({ min: 1, max: 5 }),
    relative: fc.double({ min: 0.05, max: 2.5, noNaN: true }),
    warm: fc.integer({ min: 0, max: 3 }),
  }),
  holds: (value) => {
    const outcome = holdsWith((map, x, window) =>
      negated(itohAbeGradient(windowedLoss(map, window), x, map.apply(x), 0)),
    )(value);
    if (outcome.status !== 'holds') return outcome;
    const map = mapOf(value);
    const { drop, bound, pair } = windowedStep(map, stateOf(map, value), value.window);
    return truth(drop > bound ? pair !== undefined : pair === undefined);
  },
  mutants: {
    'y from the loss of one step': holdsWith((map, x) =>
      negated(itohAbeGradient(windowedLoss(map, 1), x, map.apply(x), 0)),
    ),
    'y from the gradient at θ, memory left out': holdsWith((map, x, _window, { member }) => {
      const y = new Float64Array(map.dimension);
      y.set(negated(member.loss.gradient(x.slice(0, member.loss.dimension), x.at(-1)!)));
      return y;
    }),
    'a window that is one too long': holdsWith((map, x, window) =>
      negated(itohAbeGradient(windowedLoss(map, window + 1), x, map.apply(x), 0)),
    ),
  },
};

export default claim;
