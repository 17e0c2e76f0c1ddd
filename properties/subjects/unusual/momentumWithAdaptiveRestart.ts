import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Restarting {
  readonly since: number;
  readonly velocity: Vector;
}

/** Nesterov’s momentum that starts again where it points uphill. Source: O’Donoghue, Candès, Found. Comput. Math. 15 (2015), gradient scheme. */
export default {
  name: 'momentum-with-adaptive-restart',
  init: (theta: Vector): Restarting => ({ since: 0, velocity: new Float64Array(theta.length) }),
  update({ gradient, stepSize }: RuleContext, { since, velocity }: Restarting) {
    const along = velocity.reduce((sum, v, i) => sum + v * gradient[i]!, 0);
    const count = along > 0 ? 0 : since;
    const momentum = count / (count + 3);
    const next = velocity.map((v, i) => (along > 0 ? 0 : momentum * v) - stepSize * gradient[i]!);
    const delta = next.map((v, i) => ((count + 1) / (count + 4)) * v - stepSize * gradient[i]!);
    return { delta, state: { since: count + 1, velocity: next } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
