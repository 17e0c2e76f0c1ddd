import type { DeclaredRule, RuleContext } from '../../src/types/rule.ts';

type Context = Pick<RuleContext, 'theta' | 'gradient' | 'stepSize' | 'loss' | 'time'>;

/** ∇L a displacement away from θ. */
const gradientBeside = ({ theta, loss, time }: Context, displacement: (i: number) => number): Float64Array =>
  loss.gradient(
    theta.map((x, i) => x + displacement(i)),
    time,
  );

/** −η∇L(θ − η∇L(θ)). Source: Korpelevich, Ekonomika i Matematicheskie Metody 12 (1976). */
const extragradient: DeclaredRule = {
  name: 'extragradient',
  update(context) {
    const { gradient, stepSize } = context;
    return gradientBeside(context, (i) => -stepSize * gradient[i]!).map((d) => -stepSize * d);
  },
};

/** One step of the classical Runge–Kutta method on θ̇ = −∇L. */
const rungeKutta: DeclaredRule = {
  name: 'gradient flow by Runge–Kutta',
  update(context) {
    const { gradient: k1, stepSize } = context;
    const k2 = gradientBeside(context, (i) => (-stepSize / 2) * k1[i]!);
    const k3 = gradientBeside(context, (i) => (-stepSize / 2) * k2[i]!);
    const k4 = gradientBeside(context, (i) => -stepSize * k3[i]!);
    return k1.map((d, i) => (-stepSize / 6) * (d + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
  },
};

/** −η∇L(θ + η∇L/‖∇L‖). Source: Foret et al., ICLR 2021 (SAM), with a radius that shrinks with η. */
const sharpnessAware: DeclaredRule = {
  name: 'sharpness-aware',
  update(context) {
    const { gradient, stepSize } = context;
    const norm = Math.hypot(...gradient);
    if (!(norm > 0)) return gradient.map((d) => -stepSize * d);
    return gradientBeside(context, (i) => stepSize * (gradient[i]! / norm)).map((d) => -stepSize * d);
  },
};

/** Rests at step 0, and takes whole steps from step 10 on. */
const warmUp: DeclaredRule = {
  name: 'linear warm-up',
  update: ({ gradient, stepSize, step }) => gradient.map((d) => -stepSize * Math.min(1, step / 10) * d),
};

/** Adds up four gradients, then steps. */
const accumulated: DeclaredRule = {
  name: 'accumulated gradients',
  init: (theta) => new Float64Array(theta.length),
  update({ gradient, stepSize, step }, state: Float64Array) {
    const sum = gradient.map((d, i) => d + state[i]!);
    return step % 4 === 3
      ? { delta: sum.map((d) => (-stepSize * d) / 4), state: sum.fill(0) }
      : { delta: new Float64Array(sum.length), state: sum };
  },
};

/** 0.3 θ + 0.7 (θ − η∇L) − θ, which cancels. */
const relaxed: DeclaredRule = {
  name: 'relaxed, as a difference',
  update: ({ theta, gradient, stepSize }) =>
    theta.map((x, i) => 0.3 * x + 0.7 * (x - stepSize * gradient[i]!) - x),
};

/** The projection of θ − η∇L onto the ball of radius 1 about the start, less θ. */
const projected: DeclaredRule = {
  name: 'projected, as a difference',
  init: (theta) => theta.slice(),
  update({ theta, gradient, stepSize }, centre: Float64Array) {
    const there = theta.map((x, i) => x - stepSize * gradient[i]!);
    const distance = Math.hypot(...there.map((x, i) => x - centre[i]!));
    const factor = Math.min(1, 1 / distance);
    return there.map((x, i) => centre[i]! + factor * (x - centre[i]!) - theta[i]!);
  },
};

/** fl(θ − η∇L) − θ in single precision, of a θ that needs double. */
const single: DeclaredRule = {
  name: 'in single precision, as a difference',
  precision: 'float32',
  update: ({ theta, gradient, stepSize }) =>
    theta.map((x, i) => Math.fround(x - Math.fround(stepSize * gradient[i]!)) - x),
};

/** Right rules that look elsewhere before they step, rest before they move, or round θ′ − θ, as rules are often written. */
export const multiStageRules: readonly DeclaredRule[] = [
  extragradient,
  rungeKutta,
  sharpnessAware,
  warmUp,
  accumulated,
  relaxed,
  projected,
  single,
];
