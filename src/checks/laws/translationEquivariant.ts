import { substitutedLoss } from '../../losses/derived/substitutedLoss.ts';
import { withShapesOf } from '../../losses/derived/withShapes.ts';
import type { Vector } from '../../types/vector.ts';
import { lawCheck } from '../transforms/lawCheck.ts';
import { gridBits, gridWidth } from '../transforms/rounding.ts';

/** How far θ may grow, relative to where it started, before the rest of the run is left out. */
const growth = 64;

const reach = (theta: Vector): number => theta.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** A run that diverges would call for a shift beside which its start is nothing. */
const countNearStart = (steps: readonly { readonly theta: Vector }[]): number => {
  const start = reach(steps[0]!.theta) || 1;
  const far = steps.findIndex(({ theta }) => reach(theta) > growth * start);
  return far < 0 ? steps.length : far;
};

export default lawCheck({
  id: 'translation-equivariant',
  claim: 'Moving the loss and the parameters by the same vector leaves every Δθ as it is.',
  source: 'Δ(∇L₀, ∇L₁, …; θ + a) = Δ(∇L₀, ∇L₁, …; θ) for L(θ − a), every a',
  cause: 'depends-on-origin',
  movesCoordinates: false,
  change({ setting, steps, random }) {
    const { loss } = setting;
    const near = steps.slice(0, countNearStart(steps));
    const largest = Math.max(...near.map(({ theta }) => reach(theta)));
    const width = gridWidth(largest, setting.rule.precision);
    if (!(width > 0)) return { reason: 'θ is out of range' };
    const bits = gridBits(setting.rule.precision) - 1;
    const drawn = Math.min(10, bits);
    // A grid on which θ and θ + a are both exact, so that nothing but the rule can tell them apart.
    const shift = Float64Array.from({ length: loss.dimension }, () => {
      const size = 1 + Math.floor(random() * 2 ** drawn);
      const sign = setting.rule.domain === 'positive' || random() < 0.5 ? 1 : -1;
      return sign * size * 2 ** Math.min(10, bits - drawn) * width;
    });
    const history = near.map(({ theta, time }) => {
      const rounded = theta.map((x) => {
        const multiple = Math.round(x / width) * width;
        return setting.rule.domain === 'positive' ? Math.max(multiple, width) : multiple;
      });
      return { theta: rounded, gradient: loss.gradient(rounded, time) };
    });
    return {
      history,
      variants: [
        {
          words: `with parameters and loss moved by (${shift.join(', ')})`,
          loss: withShapesOf(
            loss,
            substitutedLoss(loss, `${loss.name}, moved`, {
              dimension: loss.dimension,
              theta: (zeta) => zeta.map((x, i) => x - shift[i]!),
              gradient: (gradient) => gradient,
              bounds: (bounds) => bounds,
            }),
          ),
          history: history.map(({ theta, gradient }) => ({
            theta: theta.map((x, i) => x + shift[i]!),
            gradient,
          })),
          plain: (values) => values,
          changed: (values) => values,
          quantity: (i) => `Δθ[${i}]`,
          mixes: false,
        },
      ],
    };
  },
});
