import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { seededRandom } from '../../src/linalg/seeded.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { LossFamily } from '../../src/types/loss.ts';
import type { Json } from '../../src/types/vector.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

const norm = (x: readonly number[]): number => Math.hypot(...x);

const numbersOf = (parameters: Json, name: string): readonly number[] | null => {
  const list = typeof parameters === 'object' && parameters !== null ? Reflect.get(parameters, name) : null;
  return Array.isArray(list) ? list.map(Number) : null;
};

/** Whether the parameters of a family say what the spectrum of its Hessian is. */
const saysItsSpectrum = ({ draw, name }: LossFamily): boolean =>
  numbersOf(draw(2, seededRandom(0, name)), 'spectrum') !== null;

/** The k-th eigenvector of H diag(s) H, H = I − 2 v vᵀ/(vᵀv): H eₖ, shape (D). */
const eigenvector = (parameters: Json, dimension: number, k: number): readonly number[] => {
  const v = numbersOf(parameters, 'rotation') ?? Array.from({ length: dimension }, () => 0);
  const square = v.reduce((sum, entry) => sum + entry * entry, 0);
  return v.map((entry, i) => Number(i === k) - (square > 0 ? (2 * entry * v[k]!) / square : 0));
};

/** ‖∇L(a + e) − ∇L(a)‖ and ‖e‖ along the eigenvector e of an eigenvalue, with a bound on the error of the former. */
const along = ({ loss, parameters, other, time }: Member, k: number) => {
  const e = eigenvector(parameters, loss.dimension, k);
  const there = other.map((x, i) => x + e[i]!);
  const [at, behind] = [loss.gradient(other, time), loss.gradient(there, time)];
  const errors = [other, there].map((theta) => norm([...loss.roundoff(theta, time).gradient]));
  return {
    change: norm([...behind].map((x, i) => x - at[i]!)),
    distance: norm([...there].map((x, i) => x - other[i]!)),
    noise: 2 * (errors[0]! + errors[1]!),
  };
};

/** β‖e‖ at most the change of the gradient along the steepest axis; μ‖e‖ no less than that along the flattest. */
const holdsWith =
  (stated: (member: Member) => { readonly beta: number; readonly mu: number | undefined }): Holds<Member> =>
  (member) => {
    const curvatures = (numbersOf(member.parameters, 'spectrum') ?? []).map(Math.abs);
    const { beta, mu } = stated(member);
    const steep = along(member, curvatures.indexOf(Math.max(...curvatures)));
    const flat = along(member, curvatures.indexOf(Math.min(...curvatures)));
    const claimed = beta * steep.distance;
    const missing = claimed - steep.change - steep.noise - formulaRoundoff(claimed);
    const surplus =
      mu === undefined
        ? Number.NEGATIVE_INFINITY
        : flat.change - mu * flat.distance - flat.noise - formulaRoundoff(flat.change);
    const excess = Math.max(missing / claimed, surplus / flat.change);
    return { status: excess <= 0 ? 'holds' : 'refuted', margin: -excess };
  };

const stated = ({ loss }: Member) => ({ beta: loss.smoothness!, mu: loss.strongConvexity });

const claim: Claim<Member> = {
  id: 'L2-attained',
  claim:
    'of a parabola, β and μ are the largest and the smallest curvature themselves: the gradient changes by as much along an eigenvector of its Hessian',
  source: 'Nesterov, Introductory Lectures on Convex Optimization (2004), theorem 2.1.6: μ I ≼ ∇²L ≼ β I',
  ...ofLosses((family) => family.facts.smooth && saysItsSpectrum(family)),
  holds: holdsWith(stated),
  mutants: {
    'β a tenth larger': holdsWith((member) => ({ ...stated(member), beta: 1.1 * stated(member).beta })),
    'μ a tenth smaller': holdsWith((member) => {
      const { beta, mu } = stated(member);
      return { beta, mu: mu === undefined ? mu : 0.9 * mu };
    }),
    'the trace in place of the largest eigenvalue': holdsWith((member) => ({
      ...stated(member),
      beta: (numbersOf(member.parameters, 'spectrum') ?? []).reduce((sum, s) => sum + Math.abs(s), 0),
    })),
  },
};

export default claim;
