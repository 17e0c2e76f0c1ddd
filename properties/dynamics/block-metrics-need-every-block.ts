import { blockDescent, blocksOf } from '../../src/dynamics/blocks.ts';
import { runTrajectory } from '../../src/dynamics/trajectory.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import feedbackAlignment from '../../src/rules/feedbackAlignment.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Block } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, members } from '../losses/parts/members.ts';
import { truth } from './parts/outcomes.ts';
import { dot, negated } from './parts/vectors.ts';

/** One step of feedback alignment, with the gradient that it stands in for. */
const alignment = ({ loss, start, coordinate }: Member): { g: Vector; y: Vector } => {
  const run = runTrajectory(feedbackAlignment, loss, {
    theta: start,
    stepSize: 1,
    steps: 1,
    seed: coordinate,
    hyperparameters: {},
  });
  const step = run.steps[0]!;
  return { g: step.delta, y: negated(step.gradient) };
};

/** diag(M_b) with the optimal metric of each block: exists iff M_b does for every b, and then maps g to y. */
const blockMetricMaps = (blocks: readonly Block[], g: Vector, y: Vector): boolean => {
  for (const { from, to } of blocks) {
    const [update, slope] = [g.subarray(from, to), y.subarray(from, to)];
    if (update.every((x) => x === 0) && slope.every((x) => x === 0)) continue;
    if (!(dot(update, slope) > 0)) return false;
    const pair = effectivePair(update.slice(), slope.slice());
    const mapped = optimalMetric(pair).apply(update);
    // The terms of M cancel by up to κ*: the residual is measured against what enters, y and its share along g.
    const size = slope.reduce((sum, x) => sum + Math.abs(x), 0) / pair.cosine;
    if (mapped.some((x, i) => Math.abs(x - slope[i]!) > formulaRoundoff(size))) return false;
  }
  return true;
};

const holdsWith =
  (predicts: (statuses: readonly string[], whole: boolean) => boolean): Holds<Member> =>
  (member) => {
    const { g, y } = alignment(member);
    const blocks = blocksOf(member.loss);
    const statuses = blockDescent(blocks, g, y).map(({ status }) => status);
    const whole = blockDescent([{ name: 'θ', from: 0, to: g.length }], g, y)[0]!.status === 'effective';
    return truth(predicts(statuses, whole) === blockMetricMaps(blocks, g, y));
  };

const claim: Claim<Member> = {
  id: 'P15-blocks',
  claim: 'a block-diagonal metric for feedback alignment exists iff every block is effective or at rest',
  source: 'P15; Lillicrap et al., Nat. Commun. 7 (2016)',
  given: members(({ facts }) => facts.network),
  holds: holdsWith((statuses) => statuses.every((status) => status !== 'ineffective')),
  mutants: {
    'iff the whole update is effective': holdsWith((_statuses, whole) => whole),
    'iff the output block is': holdsWith((statuses) => statuses.at(-1) === 'effective'),
  },
};

export default claim;
