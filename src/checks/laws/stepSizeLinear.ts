import { isHalf } from '../../linalg/precision.ts';
import { lawCheck } from '../transforms/lawCheck.ts';
import { outOfRange } from '../transforms/range.ts';

/** Powers of two, so that scaling itself is exact: mild ones, and some that are far. */
const mild = [2, 1 / 2, 8, 1 / 8];
const factors = [...mild, 2 ** 10, 2 ** -10];

export default lawCheck({
  id: 'step-size-linear',
  claim: 'With the same parameters and gradients, multiplying η by c > 0 multiplies every Δθ by c.',
  source: 'Δ(cη; ∇L₀, ∇L₁, …; θ) = c Δ(η; ∇L₀, ∇L₁, …; θ)',
  cause: 'not-linear-in-step-size',
  movesCoordinates: false,
  // Time is the sum of the step sizes: a loss that varies with it is another one then.
  losses: ({ timeVarying }) => !timeVarying,
  change(recorded) {
    const { setting, steps, random } = recorded;
    const choices = isHalf(setting.rule.precision) ? mild : factors;
    const factor = choices[Math.floor(random() * choices.length)]!;
    const reason = outOfRange(recorded, { gradient: 1, stepSize: factor });
    if (reason !== undefined) return { reason };
    return {
      variants: [
        {
          words: `with η ${factor >= 1 ? `times ${factor}` : `divided by ${1 / factor}`}`,
          loss: setting.loss,
          history: steps,
          stepSize: factor * setting.scenario.stepSize,
          plain: (values) => values,
          changed: (values) => values.map((value) => value / factor),
          quantity: (i) => (factor >= 1 ? `Δθ[${i}]/${factor}` : `${1 / factor}·Δθ[${i}]`),
          mixes: false,
        },
      ],
    };
  },
});
