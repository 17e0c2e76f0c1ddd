import { truth, whereDecided } from '../../src/checks/outcome/outcome.ts';
import { blocksOf } from '../../src/dynamics/blocks.ts';
import { runTrajectory } from '../../src/dynamics/trajectory.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { signOfInnerProduct } from '../../src/linalg/sign.ts';
import feedbackAlignment from '../../src/rules/feedbackAlignment.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { dot, dotSize, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

const holdsWith =
  (share: number, output: (y: Vector) => number): Holds<Member> =>
  ({ loss, start, coordinate }) => {
    const run = runTrajectory(feedbackAlignment, loss, {
      theta: start,
      stepSize: 1,
      steps: 1,
      seed: coordinate,
      hyperparameters: {},
    });
    const step = run.steps[0]!;
    const [g, y] = [step.delta, negated(step.gradient)];
    const parts = blocksOf(loss).map(({ from, to }) => ({
      g: g.subarray(from, to),
      y: y.subarray(from, to),
    }));
    const hidden = parts.slice(0, -1).reduce((sum, part) => sum + dot(part.y, part.g), 0);
    const balance = output(parts.at(-1)!.y) + share * hidden;
    return whereDecided(Math.abs(balance) > formulaRoundoff(dotSize(g, y)), () =>
      truth(signOfInnerProduct(g, y) > 0 === balance > 0),
    );
  };

const claim: Claim<Member> = {
  id: 'P15-balance',
  claim: 'feedback alignment is effective iff ‖y_out‖² exceeds what its hidden blocks lose, −Σ y_bᵀg_b',
  source: 'P15',
  given: members(({ facts }) => facts.network),
  holds: holdsWith(1, (y) => dot(y, y)),
  mutants: {
    'the norm, not its square': holdsWith(1, (y) => Math.sqrt(dot(y, y))),
    'hidden blocks left out': holdsWith(0, (y) => dot(y, y)),
  },
};

export default claim;
