import { substitutedLoss } from '../../losses/derived/substitutedLoss.ts';
import { lawCheck } from '../transforms/lawCheck.ts';
import { drawPermutation, gather, scatter } from '../transforms/permutation.ts';

export default lawCheck({
  id: 'permutation-equivariant',
  claim: 'Renumbering the parameters renumbers every Δθ and changes nothing else.',
  source: 'Δ(Π∇L₀, Π∇L₁, …; Πθ) = Π Δ(∇L₀, ∇L₁, …; θ) for every permutation Π',
  cause: 'depends-on-order',
  movesCoordinates: true,
  change({ setting, steps, random }) {
    const { loss } = setting;
    if (loss.dimension < 2) return { reason: 'there is only one order of one parameter' };
    const order = drawPermutation(loss.dimension, random);
    const reorder = (values: Float64Array) => gather(values, order);
    const restore = (values: Float64Array) => scatter(values, order, values);
    return {
      variants: [
        {
          words: `with the parameters in the order ${order.join(', ')}`,
          loss: substitutedLoss(loss, `${loss.name}, renumbered`, {
            dimension: loss.dimension,
            theta: restore,
            gradient: reorder,
            bounds: reorder,
          }),
          history: steps.map(({ theta, gradient }) => ({
            theta: reorder(theta),
            gradient: reorder(gradient),
          })),
          plain: (values) => values,
          changed: restore,
          quantity: (i) => `Δ of parameter ${i}`,
          mixes: false,
        },
      ],
    };
  },
});
