import fc from 'fast-check';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { blockDescent, blocksOf } from '../../src/dynamics/blocks.ts';
import { runTrajectory } from '../../src/dynamics/trajectory.ts';
import { dyadicVector, integerDot } from '../../src/linalg/exact.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import feedbackAlignment from '../../src/rules/feedbackAlignment.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Block } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { dot, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

interface Case {
  readonly member: Member;
  /** What becomes of the block of one coordinate: its update is turned to a right angle with y, or y and g are 0. */
  readonly altered: 'nothing' | 'turned' | 'at rest';
}

interface Step {
  readonly blocks: readonly Block[];
  readonly g: Vector;
  readonly y: Vector;
}

/** (y₂, −y₁, y₄, −y₃, …), the last 0 where their number is odd: yᵀg = 0 exactly. */
const turned = (y: Vector): Vector =>
  y.map((_, i) => (i % 2 === 1 ? -y[i - 1]! : i + 1 < y.length ? y[i + 1]! : 0));

/** One step of feedback alignment, with the gradient that it stands in for. */
const alignment = ({ member: { loss, start, coordinate }, altered }: Case): Step => {
  const run = runTrajectory(feedbackAlignment, loss, {
    theta: start,
    stepSize: 1,
    steps: 1,
    seed: coordinate,
    hyperparameters: {},
  });
  const step = run.steps[0]!;
  const blocks = blocksOf(loss);
  const [g, y] = [step.delta.slice(), negated(step.gradient)];
  const { from, to } = blocks.find((block) => coordinate < block.to)!;
  if (altered === 'turned') g.set(turned(y.slice(from, to)), from);
  if (altered === 'at rest') for (const values of [g, y]) values.fill(0, from, to);
  return { blocks, g, y };
};

/**
 * Whether some SPD M has M g = y, by the sector condition: one with spectrum in [2⁻ᵏ, 2ᵏ] exists iff
 * (y − 2⁻ᵏg)ᵀ(2ᵏg − y) ≥ 0, here in integers.
 *
 * Sectors nest, so that the widest speaks for all; and no pair of doubles needs one wider than k = 4400: over a common
 * power of two their coordinates are integers up to 2²⁰⁹⁸, so that 2ᵏyᵀg ≥ ‖y‖² + ‖g‖² wherever yᵀg ≥ 1.
 */
const metricExists = (g: Vector, y: Vector): boolean => {
  const { integers } = dyadicVector([...g, ...y]);
  const [G, Y] = [integers.slice(0, g.length), integers.slice(g.length)];
  const above = Y.map((value, i) => (value << 4400n) - G[i]!);
  const below = G.map((value, i) => (value << 4400n) - Y[i]!);
  return integerDot(above, below) >= 0n;
};

/** Whether the optimal metric maps g to y. */
const optimalMaps = (g: Vector, y: Vector): boolean => {
  if (g.every((x) => x === 0)) return y.every((x) => x === 0);
  const pair = effectivePair(g, y);
  const mapped = optimalMetric(pair).apply(g);
  // The terms of M cancel by up to κ*: the residual is measured against what enters, y and its share along g.
  const size = y.reduce((sum, x) => sum + Math.abs(x), 0) / pair.cosine;
  return mapped.every((x, i) => Math.abs(x - y[i]!) <= formulaRoundoff(size));
};

/** diag(M_b) maps g to y iff M_b maps g_b to y_b for every b: exists iff every M_b does, and the optimal ones make it. */
const holdsWith =
  (predicts: (step: Step) => boolean): Holds<Case> =>
  (value) => {
    const step = alignment(value);
    const parts = step.blocks.map(
      ({ from, to }) => [step.g.slice(from, to), step.y.slice(from, to)] as const,
    );
    const exists = parts.every(([g, y]) => metricExists(g, y));
    return truth(predicts(step) === exists && (!exists || parts.every(([g, y]) => optimalMaps(g, y))));
  };

const statuses = ({ blocks, g, y }: Step) => blockDescent(blocks, g, y).map(({ status }) => status);

const claim: Claim<Case> = {
  id: 'P15-blocks',
  claim:
    'a block-diagonal metric exists iff every block is effective or at rest, for feedback alignment as it is and with a block turned by 90° or at rest',
  source: 'P15; Lillicrap et al., Nat. Commun. 7 (2016); existence by the sector condition, X1, in integers',
  given: fc.record({
    member: members(({ facts }) => facts.network),
    altered: fc.constantFrom('nothing', 'turned', 'at rest'),
  }),
  holds: holdsWith((step) => statuses(step).every((status) => status !== 'ineffective')),
  mutants: {
    'iff the whole update is effective': holdsWith(
      ({ g, y }) => blockDescent([{ name: 'θ', from: 0, to: g.length }], g, y)[0]!.status === 'effective',
    ),
    'iff the output block is': holdsWith((step) => statuses(step).at(-1) === 'effective'),
    'iff every block is effective, at rest or not': holdsWith((step) =>
      statuses(step).every((status) => status === 'effective'),
    ),
    'iff no block goes uphill, at right angles or not': holdsWith(({ blocks, g, y }) =>
      blocks.every(({ from, to }) => dot(g.subarray(from, to), y.subarray(from, to)) >= 0),
    ),
  },
};

export default claim;
