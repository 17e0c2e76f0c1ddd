import { atMost } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { integrateFlow } from '../flow/flow.ts';
import { flowAccuracy } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

const window = 1;
const step = 1 / 64;
const friction = 1 / 2;

/** (θ, v, ∫L) along θ̈ = −γθ̇ − ∇L from rest, at multiples of 1/64 up to the window and a step on either side. */
const flowOf = ({ loss, start }: Member): readonly Vector[] => {
  const size = loss.dimension;
  const initial = new Float64Array(2 * size + 1);
  initial.set(start);
  return integrateFlow({
    field(state) {
      const theta = state.slice(0, size);
      const slope = loss.gradient(theta);
      const rate = new Float64Array(2 * size + 1);
      for (let i = 0; i < size; i++) {
        rate[i] = state[size + i]!;
        rate[size + i] = -friction * state[size + i]! - slope[i]!;
      }
      rate[2 * size] = loss.value(theta);
      return rate;
    },
    initial,
    duration: window + 2 * step,
    intervals: (window + 2 * step) / step,
    tolerance: 1e-11,
  }).map(({ state }) => state);
};

/** [W(t + h) − W(t − h)]/2h against L(t + w) − L(t) at t = h, W(t) = ∫ of L over [t, t + w]. */
const holdsWith =
  (rate: (start: number, end: number) => number): Holds<Member> =>
  (member) => {
    const { loss } = member;
    const points = flowOf(member);
    const shift = window / step;
    const lossAt = (k: number): number => loss.value(points[k]!.slice(0, loss.dimension));
    const windowed = (k: number): number => points[k + shift]!.at(-1)! - points[k]!.at(-1)!;
    const slope = (windowed(2) - windowed(0)) / (2 * step);
    // The central difference is off by h²/6 of a third derivative, itself a difference of values near both ends.
    const ends = [0, 1, 2, shift, shift + 1, shift + 2].map(lossAt);
    const bend = Math.abs(ends[0]! - 2 * ends[1]! + ends[2]!) + Math.abs(ends[3]! - 2 * ends[4]! + ends[5]!);
    const allowed = bend + flowAccuracy(1e-11, (ends[0]! + ends[5]! + 1) / step);
    return atMost(Math.abs(slope - rate(lossAt(1), lossAt(1 + shift))), allowed);
  };

const claim: Claim<Member> = {
  id: 'P8-flow',
  claim: 'in continuous time W = ∫₀ʷ L changes at the rate L(t + w) − L(t)',
  source: 'P8',
  given: members(({ name }) => name === 'quadratic' || name === 'logistic-regression'),
  holds: holdsWith((start, end) => end - start),
  mutants: {
    'the loss at the end alone': holdsWith((_start, end) => end),
    'the other sign': holdsWith((start, end) => start - end),
  },
};

export default claim;
