import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { updateMap } from '../../src/dynamics/updateMap.ts';
import { windowedStep } from '../../src/dynamics/windowedLoss.ts';
import { quadraticLoss } from '../../src/losses/quadratic/quadraticLoss.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { LearningRule } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';

interface Case {
  /** Integer start, so that every step is exact. */
  readonly theta: readonly number[];
  readonly window: number;
}

/** Without counters and time the full state is θ alone: θ ↦ −θ, or a quarter turn in the plane. */
const orbit = (theta: Vector): Vector =>
  theta.length === 2
    ? Float64Array.of(-theta[1]! - theta[0]!, theta[0]! - theta[1]!)
    : theta.map((entry) => -2 * entry);

const holdsWith =
  (factor: number): Holds<Case> =>
  ({ theta, window }) => {
    const loss = quadraticLoss({
      name: 'bowl',
      spectrum: theta.map((_, i) => i + 1),
      rotation: null,
      centre: null,
      drift: null,
    });
    const rule: LearningRule = { update: (context) => orbit(context.theta).map((entry) => factor * entry) };
    const map = updateMap(rule, loss, {
      theta: Float64Array.from(theta),
      stepSize: 1,
      seed: 0,
      hyperparameters: {},
    });
    // Some point of the orbit does not descend over this window: losses around a cycle cannot all fall.
    let x = map.initial;
    let everywhere = true;
    for (let k = 0; k < 4; k++) {
      everywhere &&= windowedStep(map, x, window).pair !== undefined;
      x = map.apply(x);
    }
    return truth(!everywhere);
  };

const claim: Claim<Case> = {
  id: 'P8-periodic',
  claim: 'on a periodic orbit no window descends everywhere',
  source: 'P8',
  given: fc.record({
    theta: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
    window: fc.integer({ min: 1, max: 8 }),
  }),
  holds: holdsWith(1),
  mutants: { 'a spiral inwards': holdsWith(1 / 2) },
};

export default claim;
