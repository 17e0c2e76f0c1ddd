import { restRoundoff } from '../../dynamics/rounding.ts';
import { propagateErrors } from '../../rules/feedback/errorFeedback.ts';
import type { Check } from '../../types/check.ts';
import type { Loss, LossFacts } from '../../types/loss.ts';
import type { Network, NetworkLayer } from '../../types/network.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';
import { short } from '../outcome/figures.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { onMovingRun, runOf } from '../run/run.ts';
import { streamOf } from '../run/streams.ts';

/** Facts of a loss that has nothing special, and no network. */
const ordinary: LossFacts = {
  convex: false,
  smooth: true,
  network: false,
  stochastic: false,
  timeVarying: false,
  degree: Number.POSITIVE_INFINITY,
};

/** Whether a rule is for chosen losses only, and not for one without a network: others see no slopes. */
const needsNetwork = ({ contract }: NamedRule): boolean => {
  const losses = contract.losses;
  return typeof losses === 'function' && !losses(ordinary) && losses({ ...ordinary, network: true });
};

const silentUnits: Check = {
  id: 'silent-units',
  layer: 'laws',
  claim: 'In the first step the weights into a unit whose slope φ′ is 0 on every sample do not move.',
  source:
    'ΔWⱼ· = Σ eⱼ aᵀ with eⱼ = φ′ⱼ·(…): what a unit passes on does not depend on its weights where φ′ⱼ = 0',
  kind: 'trait',
  applies: needsNetwork,
  demand: () => ({ steps: { min: 1, max: 1 }, losses: ({ network }) => network }),
  *observe(setting) {
    const { loss, scenario } = setting;
    const { network } = loss;
    if (!network || network.layers.length < 2) return vacuous('the loss has no hidden units');
    const random = streamOf(scenario, 'law', 'silent-units');
    const layer = Math.floor(random() * (network.layers.length - 1));
    const unit = Math.floor(random() * network.layers[layer]!.rows);
    const silenced = withSilentUnit(loss, network, { layer, unit });
    const { offset, columns } = network.layers[layer]!;
    const from = offset + unit * columns;
    return yield* onMovingRun(
      { ...setting, loss: silenced },
      { ...runOf(setting), steps: 1 },
      ({ steps }) => {
        const step = steps[0]!;
        const { delta } = step;
        const found = delta
          .subarray(from, from + columns)
          .findIndex((value, at) => Math.abs(value) > restRoundoff(step, from + at, setting.rule));
        if (found < 0) return holds(1);
        const measured = delta[from + found]!;
        return refuted({
          cause: 'silent-unit-moves',
          sentence: `Δθ[${from + found}] = ${short(measured)} although it is a weight into unit ${unit} of layer ${layer}, whose slope is 0 on every sample`,
          margin: -Math.abs(measured),
          derived: { layer, unit, coordinate: from + found, measured, allowed: 0 },
        });
      },
    );
  },
};

export default silentUnits;

/** The loss with φ′ = 0 at one hidden unit, in its network and in its gradient: flat there, and the same value. */
const withSilentUnit = (
  loss: Loss,
  network: Network,
  { layer, unit }: { readonly layer: number; readonly unit: number },
): Loss => {
  const silenced: Network = {
    ...network,
    weights: (theta, l) => network.weights(theta, l),
    forward(theta, sample) {
      const signals = network.forward(theta, sample);
      const slopes = signals.slopes.map((slope, l) =>
        slope.map((s, j) => (l === layer && j === unit ? 0 : s)),
      );
      return { ...signals, slopes };
    },
  };
  return {
    ...loss,
    name: `${loss.name} with a silent unit`,
    network: silenced,
    gradient: (theta) =>
      propagateErrors(silenced, theta, (l, error) =>
        transposedProduct(network.layers[l]!, network.weights(theta, l), error),
      ),
  };
};

/** Wᵀe of a row-major W. */
const transposedProduct = ({ rows, columns }: NetworkLayer, weights: Vector, error: Vector): Vector => {
  const product = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) product[c]! += weights[r * columns + c]! * error[r]!;
  }
  return product;
};
