import { gonzalezGradient } from '../dynamics/gonzalez.ts';
import { gamma } from '../linalg/rounding.ts';
import type { NamedRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';

/**
 * Δ = −ηD̄L(θ, θ + Δ) with Gonzalez' discrete gradient, so that L(θ + Δ) − L(θ) = −‖Δ‖²/η (P10).
 *
 * Solved by iterating the right-hand side; η is halved until every iteration takes a quarter off the change or more
 * (for ηβ < 1 it takes half, and the rest is room for rounding), and the loss is seen to fall: it falls at every step
 * that moves.
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
    let eta = context.stepSize;
    while (eta > 0 && start - eta * square < start) {
      const solved = solve(context, eta);
      if ('delta' in solved && valueBehind(context, solved.delta) < start) return solved.delta;
      eta /= 'ratio' in solved ? halvings(solved.ratio) : 2;
    }
    return new Float64Array(theta.length);
  },
  contract: { effective: 'every-step', losses: ({ stochastic, timeVarying }) => !stochastic && !timeVarying },
  traits: ['rests-at-zero-gradient', 'serialisable'],
} satisfies NamedRule;

export default implicitDiscreteGradient;

/** Of θ + Δ, the midpoint, ∇L there in two operations, and −η times it: changes below this are noise. */
const roundings = 6;

type Solved = { readonly delta: Vector } | { readonly ratio: number };

/** The fixed point Δ, or the ratio of two changes where the second was more than ¾ of the first, above the noise. */
const solve = (context: RuleContext, eta: number): Solved => {
  const { theta, gradient, time, loss } = context;
  let delta = gradient.map((d) => -eta * d);
  let change = largest(delta);
  for (;;) {
    const next = theta.map((x, i) => x + delta[i]!);
    const better = gonzalezGradient(loss, theta, next, time).map((d) => -eta * d);
    const previous = change;
    change = largest(better.map((d, i) => d - delta[i]!));
    delta = better;
    if (change <= gamma(roundings) * Math.max(largest(theta), largest(next))) return { delta };
    if (!(change < 0.75 * previous)) return { ratio: change / previous };
  }
};

/** max|xᵢ|, NaN where an entry is. */
const largest = (x: Vector): number => x.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

/** The power of two, 2 or more, by which η has to be divided for the ratio, which is about proportional, to reach ½. */
const halvings = (ratio: number): number =>
  Number.isFinite(ratio) ? Math.max(2, 2 ** Math.floor(Math.log2(2 * ratio))) : 2;

const valueBehind = ({ theta, time, loss }: RuleContext, delta: Vector): number =>
  loss.value(
    theta.map((x, i) => x + delta[i]!),
    time,
  );
