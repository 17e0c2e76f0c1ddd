import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

/** Where a run is between two restarts. */
interface Period {
  readonly since: number;
  readonly length: number;
  readonly velocity: Vector;
}

/** Heavy ball whose step size falls along a cosine to 0 and starts again, each time for twice as long. Source: Loshchilov, Hutter 2017, arXiv:1608.03983, equation 5. */
export default {
  name: 'cosine-with-restarts',
  init: (theta: Vector): Period => ({ since: 0, length: 10, velocity: new Float64Array(theta.length) }),
  update({ gradient, stepSize }: RuleContext, { since, length, velocity }: Period) {
    const rate = (stepSize / 2) * (1 + Math.cos((Math.PI * since) / length));
    const next = velocity.map((v, i) => 0.9 * v - rate * gradient[i]!);
    const over = since + 1 === length;
    const state = { since: over ? 0 : since + 1, length: over ? 2 * length : length, velocity: next };
    return { delta: next, state };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
