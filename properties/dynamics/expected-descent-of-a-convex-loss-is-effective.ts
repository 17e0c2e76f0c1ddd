import { truth, whereApplicable } from '../../src/checks/outcome/outcome.ts';
import {
  enumerateNoise,
  expectedDrop,
  expectedUpdate,
  type NoisyUpdate,
} from '../../src/dynamics/expectation.ts';
import { plainDotRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import { drawSpectral, sourceOf } from '../generators/drawn.ts';
import { dot, dotSize, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

/** Noise about a mean that may point up or down: Δ = (a y + σξ)/8, a in (−1, 1), ξ ∈ {−1, 1}ᴰ. */
const noiseOf = ({ loss, start, coordinate, other }: Member): readonly NoisyUpdate[] => {
  const y = negated(loss.gradient(start));
  const a = Math.tanh(other[0]!);
  const sigma = drawSpectral(loss.dimension, sourceOf({ dimension: loss.dimension, seed: coordinate }), 3);
  return enumerateNoise({ draws: loss.dimension, levels: 2 }, (random) => {
    const shift = sigma.apply(start.map(() => (random() < 1 / 2 ? -1 : 1)));
    return shift.map((entry, i) => (a * y[i]! + entry * Math.abs(a) * Math.abs(y[0]!)) / 8);
  });
};

/** Where E[L(θ')] < L(θ) beyond rounding: is yᵀE[g] > 0, or what a mutant takes for it? */
const holdsWith =
  (altered: (loss: Loss) => Loss, sign: (yg: number) => boolean): Holds<Member> =>
  (member) => {
    const loss = altered(member.loss);
    const noisy = noiseOf(member);
    const { drop, bound } = expectedDrop(loss, member.start, noisy);
    return whereApplicable(drop > bound, () => {
      const [y, g] = [negated(loss.gradient(member.start)), expectedUpdate(noisy)];
      const slack = plainDotRoundoff({ count: 2 ** 10, size: dotSize(y, g), carried: 0 });
      return truth(sign(dot(y, g) + slack));
    });
  };

const claim: Claim<Member> = {
  id: 'P12-convex',
  claim:
    'a noisy step that lowers a convex loss in expectation has yᵀE[g] > 0; a non-convex loss may do without',
  source: 'P12; Jensen’s inequality',
  given: members(({ facts, dimensions }) => facts.convex && !facts.timeVarying && dimensions.max < 512),
  holds: holdsWith(
    (loss) => loss,
    (yg) => yg > 0,
  ),
  mutants: {
    'the same for the loss upside down': holdsWith(
      (loss) => ({
        ...loss,
        value: (theta) => -loss.value(theta),
        gradient: (theta) => negated(loss.gradient(theta)),
      }),
      (yg) => yg > 0,
    ),
    'yᵀE[g] < 0': holdsWith(
      (loss) => loss,
      (yg) => yg < 0,
    ),
  },
};

export default claim;
