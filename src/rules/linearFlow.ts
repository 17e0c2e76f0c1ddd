import { lyapunovLoss } from '../losses/derived/lyapunovLoss.ts';
import type { DeclaredRule } from '../types/rule.ts';

/**
 * Δ = ηAθ with Aᵢᵢ = −1, Aᵢ,ᵢ₊₁ = s: Euler steps of ẋ = Ax, Hurwitz and as far from normal as s is large.
 *
 * Never looks at the loss. What it descends is ½xᵀPx with Pᵢᵢ = 4^(i − D + 1): −(AᵀP + PA) is, up to the scaling by
 * √P, tridiagonal with 2 and −s/2, positive definite for |s| ≤ 2 (P14). P = I fails from |s|cos(π/(D + 1)) = 1 on.
 * Source: Lyapunov 1892. Accuracy: three roundings a coordinate. Cost: O(D).
 */
const linearFlow = {
  name: 'linear-flow',
  source: 'Lyapunov, The general problem of the stability of motion, Kharkov (1892)',
  hyperparameters: { coupling: { default: 2, min: -2, max: 2 } },
  update({ theta, stepSize, hyperparameters }) {
    const s = hyperparameters.coupling!;
    return theta.map((x, i) => stepSize * (s * (theta[i + 1] ?? 0) - x));
  },
  contract: {
    effective: 'small-step',
    losses: ['quadratic'],
    objective: ({ dimension }) => lyapunovLoss(dimension),
  },
  traits: ['scale-invariant', 'serialisable', 'step-size-linear', 'saturates'],
} satisfies DeclaredRule;

export default linearFlow;
