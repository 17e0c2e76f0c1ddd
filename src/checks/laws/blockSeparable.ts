import type { Step } from '../../dynamics/trajectory.ts';
import { substitutedLoss } from '../../losses/derived/substitutedLoss.ts';
import type { Loss } from '../../types/loss.ts';
import type { Variant } from '../transforms/law.ts';
import { lawCheck } from '../transforms/lawCheck.ts';
import { drawPermutation, gather, scatter } from '../transforms/permutation.ts';

export default lawCheck({
  id: 'block-separable',
  claim:
    'Running the rule on two blocks of the parameters separately gives the Δθ of running it on all of them.',
  source: 'Δ(∇L₀, …)_B = Δ((∇L₀)_B, …) for every set B of coordinates',
  cause: 'couples-blocks',
  movesCoordinates: true,
  change({ setting, steps, random }) {
    const { loss } = setting;
    if (loss.dimension < 2) return { reason: 'one parameter cannot be split' };
    const order = drawPermutation(loss.dimension, random);
    const size = 1 + Math.floor(random() * (loss.dimension - 1));
    const blocks = [order.slice(0, size), order.slice(size)].map((block) => block.toSorted((a, b) => a - b));
    return { variants: blocks.map((block) => onBlock(loss, steps, block)) };
  },
});

/** The rule on some coordinates alone; the others are where the whole run has them. */
const onBlock = (loss: Loss, steps: readonly Step[], block: readonly number[]): Variant => {
  let current = 0;
  const select = (values: Float64Array) => gather(values, block);
  return {
    words: `on parameters ${block.join(', ')} alone`,
    loss: substitutedLoss(loss, `${loss.name}, a block`, {
      dimension: block.length,
      theta: (zeta) => scatter(zeta, block, steps[current]!.theta),
      gradient: select,
      bounds: select,
    }),
    history: steps.map(({ theta, gradient }) => ({ theta: select(theta), gradient: select(gradient) })),
    onStep(step) {
      current = step;
    },
    plain: select,
    changed: (values) => values,
    quantity: (i) => `Δθ[${block[i]}]`,
    mixes: false,
  };
};
