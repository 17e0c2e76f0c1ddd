import { gonzalezGradient } from '../dynamics/gonzalez.ts';
import { gamma } from '../linalg/rounding.ts';
import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';

/**
 * Δ = −ηD̄L(θ, θ + Δ) with Gonzalez' discrete gradient, so that L(θ + Δ) − L(θ) = −‖Δ‖²/η (P10).
 *
 * Solved by iterating the right-hand side; η is halved until every iteration halves the change, as it does for
 * ηβ < 1, and the loss is seen to fall: it falls at every step that moves.
 * Source: Gonzalez 1996; McLachlan, Quispel and Robidoux 1999. Cost: one gradient and one value an iteration.
 */
const implicitDiscreteGradient = {
  name: 'implicit-discrete-gradient',
  source:
    'Gonzalez, Time integration and discrete Hamiltonian systems, J. Nonlinear Sci. 6 (1996); McLachlan, Quispel, Robidoux, Geometric integration using discrete gradients, Phil. Trans. R. Soc. A 357 (1999)',
  update(context) {
    const { theta, gradient, time, loss } = context;
    const start = loss.value(theta, time);
    const square = gradient.reduce((sum, d) => sum + d * d, 0);
    for (let eta = context.stepSize; eta > 0 && start - eta * square < start; eta /= 2) {
      const delta = solve(context, eta);
      if (delta && valueBehind(context, delta) < start) return delta;
    }
    return new Float64Array(theta.length);
  },
  contract: { effective: 'every-step', losses: ({ stochastic, timeVarying }) => !stochastic && !timeVarying },
  traits: ['rests-at-zero-gradient', 'serialisable'],
} satisfies DeclaredRule;

export default implicitDiscreteGradient;

/** Of θ + Δ, the midpoint, ∇L there in two operations, and −η times it: changes below this are noise. */
const roundings = 6;

/**
 * The fixed point Δ, or null where an iteration did not halve the change, give or take the noise. Above four times the
 * noise that takes a quarter off the change or more: the iteration ends.
 */
const solve = (context: RuleContext, eta: number): Vector | null => {
  const { theta, gradient, time, loss } = context;
  let delta = gradient.map((d) => -eta * d);
  let change = largest(delta);
  for (;;) {
    const next = theta.map((x, i) => x + delta[i]!);
    const better = gonzalezGradient(loss, theta, next, time).map((d) => -eta * d);
    const previous = change;
    change = largest(better.map((d, i) => d - delta[i]!));
    delta = better;
    const noise = gamma(roundings) * Math.max(largest(theta), largest(next));
    if (change <= 4 * noise) return delta;
    if (!(change < previous / 2 + noise)) return null;
  }
};

/** max|xᵢ|, NaN where an entry is. */
const largest = (x: Vector): number => {
  let most = 0;
  for (const entry of x) most = Math.max(most, Math.abs(entry));
  return most;
};

const valueBehind = ({ theta, time, loss }: RuleContext, delta: Vector): number =>
  loss.value(
    theta.map((x, i) => x + delta[i]!),
    time,
  );
