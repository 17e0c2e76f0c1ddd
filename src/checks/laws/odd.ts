import { scaledLoss } from '../../losses/derived/scaledLoss.ts';
import { lawCheck } from '../transforms/lawCheck.ts';

const negated = (values: Float64Array): Float64Array => values.map((value) => -value);

export default lawCheck({
  id: 'odd',
  claim: 'Negating the loss, at the same parameters, negates every Δθ.',
  source: 'Δ(−∇L₀, −∇L₁, …) = −Δ(∇L₀, ∇L₁, …)',
  cause: 'not-odd',
  movesCoordinates: false,
  change: ({ setting, steps }) => ({
    variants: [
      {
        words: 'with every gradient negated',
        loss: scaledLoss(setting.loss, -1),
        history: steps.map(({ theta, gradient }) => ({ theta, gradient: negated(gradient) })),
        plain: (values) => values,
        changed: negated,
        quantity: (i) => `−Δθ[${i}]`,
        mixes: false,
      },
    ],
  }),
});
