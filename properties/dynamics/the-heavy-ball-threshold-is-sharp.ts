import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import { heavyBallEnergy, heavyBallStep } from '../../src/dynamics/heavyBall.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { quadraticLoss } from '../../src/losses/quadratic/quadraticLoss.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';

interface Case {
  readonly beta: number;
  readonly momentum: number;
  readonly d: number;
}

/** On ½βθ² with ∇L = −(1−b)d/η the ball repeats its step d: V' − V = −((1−b)/η − β/2)d², nothing is lost besides. */
const holdsWith =
  (share: number): Holds<Case> =>
  ({ beta, momentum, d }) => {
    const loss = quadraticLoss({
      name: 'parabola',
      spectrum: [beta],
      rotation: null,
      centre: null,
      drift: null,
    });
    const stepSize = (share * 2 * (1 - momentum)) / beta;
    const rule = { stepSize, momentum };
    const theta = Float64Array.of((-(1 - momentum) * d) / (stepSize * beta));
    const last = Float64Array.of(d);
    const next = heavyBallStep(loss, rule, theta, last);
    const before = heavyBallEnergy(loss, rule, theta, last);
    const after = heavyBallEnergy(loss, rule, next, Float64Array.of(next[0]! - theta[0]!));
    return atMost(Math.abs(after - before), formulaRoundoff(before + after));
  };

const claim: Claim<Case> = {
  id: 'P13-sharp',
  claim:
    'at η = 2(1−b)/β exactly there is a step that keeps the energy, so that the threshold cannot be raised',
  source: 'P13',
  given: fc.record({
    beta: fc.double({ min: 0.1, max: 10, noNaN: true }),
    momentum: fc.double({ min: 0, max: 0.95, noNaN: true }),
    d: fc.double({ min: 0.1, max: 3, noNaN: true }),
  }),
  holds: holdsWith(1),
  mutants: { 'one per cent above': holdsWith(1.01), 'one per cent below': holdsWith(0.99) },
};

export default claim;
