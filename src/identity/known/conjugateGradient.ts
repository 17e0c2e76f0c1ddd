import { gradientOnly } from '../../rules/declaration/traits.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** The gradient and the direction of the step before. */
export interface Directions {
  readonly gradient: Vector | null;
  readonly direction: Vector | null;
}

const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** ∇Lᵀ(∇L − ∇L₋)/‖∇L₋‖², 0 where the gradient before was 0. */
const polakRibiere = (gradient: Vector, before: Vector): number => {
  const size = dot(before, before);
  return size > 0
    ? dot(
        gradient,
        gradient.map((d, i) => d - before[i]!),
      ) / size
    : 0;
};

/** Δ = ηp, p = −∇L + b p₋ of nonlinear conjugate gradients with a fixed step, b of Polak and Ribière as `weight` lets it be. */
export const conjugateGradientWith = (
  name: string,
  { weight, restarts }: { readonly weight: (b: number) => number; readonly restarts: boolean },
) =>
  ({
    name,
    init: (): Directions => ({ gradient: null, direction: null }),
    update({ gradient, stepSize }: RuleContext, before: Directions) {
      const b = before.gradient ? weight(polakRibiere(gradient, before.gradient)) : 0;
      const along = gradient.map((d, i) => (before.direction ? b * before.direction[i]! : 0) - d);
      const direction = restarts && !(dot(along, gradient) < 0) ? gradient.map((d) => -d) : along;
      return { delta: direction.map((p) => stepSize * p), state: { gradient: gradient.slice(), direction } };
    },
    contract: { effective: 'small-step' },
    traits: [...gradientOnly, 'first-step-descent', 'scale-linear', 'calibrated'],
  }) satisfies DeclaredRule;

/** With max(b, 0), and −∇L anew where p does not descend. */
export default {
  ...conjugateGradientWith('conjugate-gradient', { weight: (b) => Math.max(0, b), restarts: true }),
  source:
    'Gilbert, Nocedal, Global convergence properties of conjugate gradient methods, SIAM J. Optim. 2 (1992), PR⁺',
};
