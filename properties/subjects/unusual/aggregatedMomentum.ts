import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

const decays = [0, 0.9, 0.99];

/** The mean of three velocities, one of them without memory. Source: Lucas, Sun, Zemel, Grosse 2019, arXiv:1804.00325, equation 3. */
export default {
  name: 'aggregated-momentum',
  init: (theta: Vector) => new Map(decays.map((decay) => [decay, new Float64Array(theta.length)])),
  update({ gradient, stepSize }: RuleContext, velocities: ReadonlyMap<number, Vector>) {
    const next = new Map(
      [...velocities].map(([decay, v]) => [decay, v.map((x, i) => decay * x - gradient[i]!)]),
    );
    const delta = gradient.map(
      (_, i) => (stepSize / decays.length) * [...next.values()].reduce((sum, v) => sum + v[i]!, 0),
    );
    return { delta, state: next };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
