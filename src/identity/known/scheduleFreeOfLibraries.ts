import { coordinatewise, gradientOnly } from '../../rules/declaration/traits.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

interface Offset {
  readonly count: number;
  /** x − z, shape (D). */
  readonly offset: Vector;
}

/** Schedule-free SGD whose average leaves the start out, c = 1/t, as the authors' code and optax have it. */
export default {
  name: 'schedule-free-of-libraries',
  source:
    'Defazio et al., The road less scheduled, NeurIPS (2024), arXiv:2405.15682, algorithm 1 with equal weights',
  hyperparameters: { beta: { default: 0.9, min: 0, max: 0.99 } },
  init: (theta: Vector): Offset => ({ count: 0, offset: new Float64Array(theta.length) }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, before: Offset) {
    const count = before.count + 1;
    const offset = before.offset.map((e, i) => (1 - 1 / count) * (e + stepSize * gradient[i]!));
    const delta = offset.map(
      (e, i) => hyperparameters.beta! * (e - before.offset[i]!) - stepSize * gradient[i]!,
    );
    return { delta, state: { count, offset } };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, 'scale-linear', 'orthogonal-equivariant'],
} satisfies DeclaredRule;
