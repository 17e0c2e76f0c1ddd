import { gridWidth } from '../../linalg/rounding.ts';
import { lawCheck } from '../parts/transforms/lawCheck.ts';
import { substitutedLoss } from '../parts/transforms/substitutedLoss.ts';

export default lawCheck({
  id: 'translation-equivariant',
  claim: 'Moving the loss and the parameters by the same vector leaves every Δθ as it is.',
  source: 'Δ(∇L₀, ∇L₁, …; θ + a) = Δ(∇L₀, ∇L₁, …; θ) for L(θ − a), every a',
  cause: 'depends-on-origin',
  movesCoordinates: false,
  change({ setting, steps, random }) {
    const { loss } = setting;
    const largest = steps.reduce((m, { theta }) => theta.reduce((n, x) => Math.max(n, Math.abs(x)), m), 0);
    const width = gridWidth(largest, setting.rule.precision ?? 'float64');
    if (!(width > 0)) return { reason: 'θ is out of range' };
    // A grid on which θ and θ + a are both exact, so that nothing but the rule can tell them apart.
    const shift = Float64Array.from({ length: loss.dimension }, () => {
      const size = 1 + Math.floor(random() * 2 ** 10);
      const sign = setting.rule.domain === 'positive' || random() < 0.5 ? 1 : -1;
      return sign * size * 2 ** 10 * width;
    });
    const history = steps.map(({ theta, time }) => {
      const rounded = theta.map((x) => {
        const near = Math.round(x / width) * width;
        return setting.rule.domain === 'positive' ? Math.max(near, width) : near;
      });
      return { theta: rounded, gradient: loss.gradient(rounded, time) };
    });
    return {
      history,
      variants: [
        {
          words: `with parameters and loss moved by (${shift.join(', ')})`,
          loss: substitutedLoss(loss, `${loss.name}, moved`, {
            dimension: loss.dimension,
            theta: (zeta) => zeta.map((x, i) => x - shift[i]!),
            gradient: (gradient) => gradient,
            bounds: (bounds) => bounds,
          }),
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
