import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import { isZero } from '../../linalg/vector.ts';
import { substitutedLoss } from '../../losses/derived/substitutedLoss.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import type { Law, Variant } from '../transforms/law.ts';
import { lawCheck } from '../transforms/lawCheck.ts';
import { drawNormal, reflect } from '../transforms/reflection.ts';
import { squaresInRange } from '../transforms/rounding.ts';

/** Q with its inverse, and a bound on |Q||v| for the bounds on gradients. */
interface Turn {
  readonly words: string;
  readonly exact: boolean;
  apply(values: Vector): Vector;
  invert(values: Vector): Vector;
}

const law: Law = {
  id: 'orthogonal-equivariant',
  claim: 'Rotating or reflecting the parameter space rotates or reflects every Δθ with it.',
  source: 'Δ(Q∇L₀, Q∇L₁, …; Qθ) = Q Δ(∇L₀, ∇L₁, …; θ) for every orthogonal Q',
  cause: 'depends-on-axes',
  movesCoordinates: true,
  needsResolution: true,
  change({ setting, steps, random }) {
    const { loss, rule } = setting;
    if (loss.dimension < 2) return { reason: 'one parameter has no other axes' };
    if (rule.domain === 'positive') return { reason: 'a rotation leaves the domain of the rule' };
    const { arithmetic } = rule;
    if (!steps.every(({ gradient }) => isZero(gradient) || squaresInRange(gradient, arithmetic))) {
      return { reason: 'squares of the gradient over- or underflow' };
    }
    const from = Math.floor(random() * loss.dimension);
    const to = (from + 1 + Math.floor(random() * (loss.dimension - 1))) % loss.dimension;
    const normal = drawNormal(loss.dimension, random);
    const turns: readonly Turn[] = [
      {
        words: `after a quarter turn from axis ${from} to axis ${to}`,
        exact: true,
        apply: (values) => quarterTurn(values, from, to),
        invert: (values) => quarterTurn(values, to, from),
      },
      {
        words: `after a reflection along (${normal.join(', ')})`,
        exact: false,
        apply: (values) => reflect(values, normal),
        invert: (values) => reflect(values, normal),
      },
    ];
    return { variants: turns.map((turn) => turned(loss, steps, turn)) };
  },
};

export default lawCheck(law);

/** eₐ ↦ e_b, e_b ↦ −eₐ, all others as they are: exact. */
const quarterTurn = (values: Vector, a: number, b: number): Vector => {
  const result = values.slice();
  result[b] = values[a]!;
  result[a] = -values[b]!;
  return result;
};

const turned = (
  loss: Loss,
  steps: readonly { readonly theta: Vector; readonly gradient: Vector }[],
  { words, exact, apply, invert }: Turn,
): Variant => ({
  words,
  loss: substitutedLoss(loss, `${loss.name}, turned`, {
    dimension: loss.dimension,
    theta: invert,
    gradient: apply,
    bounds: (bounds) => new Float64Array(bounds.length).fill(euclideanNorm(bounds)),
  }),
  history: steps.map(({ theta, gradient }) => ({ theta: apply(theta), gradient: apply(gradient) })),
  plain: apply,
  changed: (values) => values,
  quantity: (i) => `Δθ[${i}]`,
  mixes: !exact,
});
