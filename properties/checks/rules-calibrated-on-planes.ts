import calibrated from '../../src/checks/laws/calibrated.ts';
import nesterov from '../../src/rules/nesterov.ts';
import randomCoordinateDescent from '../../src/rules/randomCoordinateDescent.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-calibrated',
  claim: 'The check of calibration refutes no rule whose first step on a plane is −η∇L in the mean.',
  source: 'E[Δ₀] = ηy on L(θ) = −yᵀθ',
  check: calibrated,
  spared: await rulesWithTrait('calibrated'),
  refuted: [
    nesterov,
    randomCoordinateDescent,
    {
      ...plain,
      name: 'two samples added up',
      update: ({ theta, gradient, stepSize, random, loss }) => {
        const draw = () => loss.samples?.gradient(theta, Math.floor(2 * random()), 0) ?? gradient;
        const [one, other] = [draw(), draw()];
        return one.map((d, i) => -stepSize * (d + other[i]!));
      },
    },
    {
      ...plain,
      name: 'two-sided difference over half its width',
      update: ({ theta, stepSize, random, loss }) => {
        const signs = theta.map(() => (random() < 0.5 ? -1 : 1));
        const at = (c: number) => loss.value(theta.map((x, i) => x + c * signs[i]!));
        return signs.map((sign) => (-stepSize * (at(0.01) - at(-0.01)) * sign) / 0.01);
      },
    },
  ],
});
