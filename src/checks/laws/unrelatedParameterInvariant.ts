import { standardNormal } from '../../linalg/seeded.ts';
import { removed, withAdded } from '../transforms/added.ts';
import { lawCheck } from '../transforms/lawCheck.ts';

/** Sizes of the slopes along the new parameter, beside the largest slope that there is. */
const sizes = [1 / 64, 1, 64];

export default lawCheck({
  id: 'unrelated-parameter-invariant',
  claim: 'Adding a parameter on which the rest of the loss does not depend changes no other Δθᵢ.',
  source: 'Δ((∇L₀, s₀), (∇L₁, s₁), …)ᵢ = Δ(∇L₀, ∇L₁, …)ᵢ for the coordinates i of θ and any slopes s',
  cause: 'coupled-to-unrelated-parameter',
  movesCoordinates: true,
  change(recorded) {
    const { setting, steps, random } = recorded;
    const place = Math.floor(random() * (setting.loss.dimension + 1));
    const size = sizes[Math.floor(random() * sizes.length)]!;
    const path = steps.map(({ gradient }) => ({
      theta: 1 + random(),
      slope: size * standardNormal(random) * (gradient.reduce((m, d) => Math.max(m, Math.abs(d)), 0) || 1),
    }));
    return {
      variants: [
        {
          ...withAdded(recorded, { place, path }),
          words: `beside a new parameter at place ${place}`,
          plain: (values) => values,
          changed: (values) => removed(values, place),
          quantity: (i) => `Δθ[${i}]`,
          mixes: false,
        },
      ],
    };
  },
});
