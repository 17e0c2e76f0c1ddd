import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { gonzalezGradient } from '../../src/dynamics/gonzalez.ts';
import { itohAbeGradient } from '../../src/dynamics/itohAbe.ts';
import { meanValueGradient } from '../../src/dynamics/meanValue.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { along, hessian, minus, norm } from '../plain/vectors.ts';
import { secantRoundoff } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

type DiscreteGradient = (loss: Loss, theta: Vector, next: Vector, time: number) => Vector;
type Limit = (rows: readonly Vector[], g: Vector) => Vector;

/** ½ H g. */
const half: Limit = (rows, g) => g.map((_, i) => rows[i]!.reduce((sum, h, j) => sum + h * g[j]!, 0) / 2);

/** (½ diag H + strictly lower H) g. */
const lower: Limit = (rows, g) =>
  g.map((_, i) => rows[i]!.reduce((sum, h, j) => sum + (j < i ? h : j === i ? h / 2 : 0) * g[j]!, 0));

const upper: Limit = (rows, g) =>
  g.map((_, i) => rows[i]!.reduce((sum, h, j) => sum + (j > i ? h : j === i ? h / 2 : 0) * g[j]!, 0));

/** The distance at η = ½, which must be the limit itself: on a quadratic it is reached at every η. */
const distance = (discrete: DiscreteGradient, limit: Limit, { loss, start, other }: Member) => {
  const eta = 1 / 2;
  const next = along(start, eta, other);
  const gradient = discrete(loss, start, next, 0);
  const moved = minus(gradient, loss.gradient(start)).map((entry) => entry / eta);
  const expected = limit(hessian(loss), other);
  const size =
    norm(gradient) + norm(loss.gradient(start)) + norm(loss.gradient(new Float64Array(next.length)));
  return atMost(norm(minus(moved, expected)), secantRoundoff(size + norm(expected) + norm(next), 0));
};

const holdsWith =
  (pairs: readonly (readonly [DiscreteGradient, Limit])[]): Holds<Member> =>
  (member) =>
    worst(pairs.map(([discrete, limit]) => distance(discrete, limit, member)));

const claim: Claim<Member> = {
  id: 'P11-distance',
  claim:
    '(D̄L − ∇L)/η is ½Hg for Gonzalez and the mean value, (½ diag H + lower H)g for Itoh–Abe, on quadratics',
  source: 'P11',
  given: members(({ name }) => ['quadratic', 'saddle-quadratic', 'mini-batch-least-squares'].includes(name)),
  holds: holdsWith([
    [gonzalezGradient, half],
    [meanValueGradient, half],
    [itohAbeGradient, lower],
  ]),
  mutants: {
    'the whole Hessian term': holdsWith([[(loss, _theta, next) => loss.gradient(next), half]]),
    'no Hessian term': holdsWith([[(loss, theta) => loss.gradient(theta), half]]),
    'Itoh–Abe in the reverse order': holdsWith([[itohAbeGradient, upper]]),
  },
};

export default claim;
