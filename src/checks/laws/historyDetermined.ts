import { standardNormal } from '../../linalg/seeded.ts';
import { linearLoss } from '../../losses/derived/linearLoss.ts';
import { withShapesOf } from '../../losses/derived/withShapes.ts';
import { lawCheck } from '../transforms/lawCheck.ts';

export default lawCheck({
  id: 'history-determined',
  claim: 'Equal gradients and step sizes give equal Δθ, whatever θ and the loss are.',
  source: 'Δₖ = Δ(η, ∇L₀, …, ∇Lₖ)',
  cause: 'depends-on-theta',
  movesCoordinates: false,
  change({ setting, steps, random }) {
    const { loss, rule } = setting;
    const history = steps.map(({ theta, gradient }) => ({
      theta: theta.map((x) => {
        const moved = x + (1 + Math.abs(x)) * standardNormal(random);
        return rule.domain === 'positive' ? Math.abs(moved) + Number.EPSILON : moved;
      }),
      gradient,
    }));
    // Away from level 0, the one value that a rule might ask for.
    const planes = history.map(({ theta, gradient }) => ({
      level: 1 + standardNormal(random),
      slope: gradient,
      centre: theta,
    }));
    let current = 0;
    return {
      variants: [
        {
          words: 'with the same gradients at other parameters',
          loss: withShapesOf(
            loss,
            linearLoss(loss.dimension, () => planes[current]!),
          ),
          history,
          onStep(step) {
            current = step;
          },
          plain: (values) => values,
          changed: (values) => values,
          quantity: (i) => `Δθ[${i}]`,
          mixes: false,
        },
      ],
    };
  },
});
