import { atMost, truth } from '../../src/checks/outcome/outcome.ts';
import { descentThreshold } from '../../src/dynamics/descentThreshold.ts';
import { field, readNumbers } from '../../src/losses/data/parameters.ts';
import { quadraticLoss } from '../../src/losses/quadratic/quadraticLoss.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

/** H eₖ with H = I − 2vvᵀ/(vᵀv): the axis of the k-th eigenvalue. */
const axis = (parameters: Member['parameters'], k: number): Vector => {
  const size = readNumbers(parameters, 'spectrum').length;
  const v = field(parameters, 'rotation') === null ? null : readNumbers(parameters, 'rotation');
  const square = v?.reduce((sum, entry) => sum + entry * entry, 0) ?? 1;
  return Float64Array.from({ length: size }, (_, i) => {
    const reflected = v ? (2 * v[i]! * v[k]!) / square : 0;
    return (i === k ? 1 : 0) - reflected;
  });
};

/** Gradient descent from one unit along an axis; only losses are looked at, never β. */
const found = ({ parameters }: Member, choose: (spectrum: readonly number[]) => number) => {
  const spectrum = readNumbers(parameters, 'spectrum');
  const rotation = field(parameters, 'rotation') === null ? null : readNumbers(parameters, 'rotation');
  const loss = quadraticLoss({ name: 'parabola', spectrum, rotation, centre: null, drift: null });
  const theta = axis(parameters, spectrum.indexOf(choose(spectrum)));
  const bracket = descentThreshold(loss, theta, negated(loss.gradient(theta)), {
    start: 2 ** -20,
    accuracy: 2 ** -10,
  });
  return { bracket, largest: Math.max(...spectrum) };
};

const holdsWith =
  (choose: (spectrum: readonly number[]) => number, numerator: number): Holds<Member> =>
  (member) => {
    const { bracket, largest } = found(member, choose);
    if (!bracket) return truth(false);
    const expected = numerator / largest;
    return atMost(
      Math.max(Math.abs(bracket.falls / expected - 1), Math.abs(bracket.rises / expected - 1)),
      1 / 100,
    );
  };

const top = (spectrum: readonly number[]): number => Math.max(...spectrum);

const claim: Claim<Member> = {
  id: 'P11-frontier',
  claim:
    'searched by losses alone, the largest stable step of gradient descent is 2/β to within one per cent',
  source: 'P11',
  given: members(({ name }) => ['quadratic', 'ill-conditioned-quadratic'].includes(name)),
  holds: holdsWith(top, 2),
  mutants: {
    'along the flattest axis': holdsWith((spectrum) => Math.min(...spectrum), 2),
    'one over β': holdsWith(top, 1),
    'five per cent more': holdsWith(top, 2.1),
  },
};

export default claim;
