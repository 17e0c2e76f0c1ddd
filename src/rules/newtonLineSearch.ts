import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { backtrack } from './newton/backtrack.ts';
import { solveShifted } from './newton/shiftedCholesky.ts';

/**
 * Δ = αp, (H + τI)p = −∇L, H = ∇²L from differences of gradients, α = η/2ᵏ by backtracking on L.
 *
 * Accepts a step only where it saw the loss fall: the loss falls at every step that moves.
 * Source: Nocedal and Wright 2006, algorithms 3.2 and 3.3. Cost: D gradients, O(D³).
 */
const newtonLineSearch = {
  name: 'newton-line-search',
  source: 'Nocedal, Wright, Numerical optimization, 2nd edition, Springer (2006), algorithms 3.2 and 3.3',
  update(context) {
    const hessian = differenceHessian(context);
    const usable = hessian.every((row) => row.every(Number.isFinite));
    const uphill = usable ? solveShifted(hessian, context.gradient) : context.gradient;
    return backtrack(
      context,
      uphill.map((d) => -d),
    );
  },
  contract: { effective: 'every-step', losses: ({ stochastic, timeVarying }) => !stochastic && !timeVarying },
  traits: ['rests-at-zero-gradient', 'serialisable'],
} satisfies DeclaredRule;

export default newtonLineSearch;

/**
 * (∇L(θ + hᵢeᵢ) − ∇L(θ))ⱼ/hᵢ made symmetric, hᵢ = √(2u)·max(1, |θᵢ|), shape (D × D).
 * Accuracy: about √u relative to ‖∇²L‖ and, where ∇²L varies on a scale of 1, to its variation; hᵢ is a power of two
 * for |θᵢ| ≤ 1, so that quadratics of short integers come out exact.
 */
const differenceHessian = ({ theta, time, loss }: RuleContext): readonly Vector[] => {
  const centre = loss.gradient(theta, time);
  const moved = theta.slice();
  const rows = Array.from(theta, (x, i) => {
    moved[i] = x + Math.sqrt(Number.EPSILON) * Math.max(1, Math.abs(x));
    const width = moved[i]! - x;
    const row = loss.gradient(moved, time);
    moved[i] = x;
    for (let j = 0; j < row.length; j++) row[j] = (row[j]! - centre[j]!) / width;
    return row;
  });
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < i; j++) {
      const mean = (rows[i]![j]! + rows[j]![i]!) / 2;
      rows[i]![j] = mean;
      rows[j]![i] = mean;
    }
  }
  return rows;
};
