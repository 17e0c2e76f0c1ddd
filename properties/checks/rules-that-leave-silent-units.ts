import silentUnits from '../../src/checks/laws/silentUnits.ts';
import directFeedbackAlignment from '../../src/rules/directFeedbackAlignment.ts';
import { applyMatrix, networkOf, propagateErrors } from '../../src/rules/feedback/errorFeedback.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

const onNetworks = {
  effective: 'measured',
  losses: ({ network }: { readonly network: boolean }) => network,
} as const;

export default checkClaim({
  id: 'L-silent-units',
  claim: 'The check of silent units refutes no rule that sends errors back through slopes.',
  source: 'eⱼ = φ′ⱼ·(…)',
  check: silentUnits,
  spared: [
    ...(await rulesWithTrait('silent-units')),
    { ...plain, name: 'backpropagation', contract: onNetworks },
  ],
  refuted: [
    {
      ...directFeedbackAlignment,
      name: 'slope of the last unit for every unit',
      update({ theta, stepSize, loss }: RuleContext, feedback: readonly Vector[]) {
        const network = networkOf(loss, 'slope of the last unit for every unit');
        const shifted = {
          ...network,
          forward: (at: Vector, sample: number) => {
            const signals = network.forward(at, sample);
            return { ...signals, slopes: signals.slopes.map((slope) => slope.map(() => slope.at(-1)! || 1)) };
          },
        };
        const errors = propagateErrors(shifted, theta, (l, _, output) => applyMatrix(feedback[l]!, output));
        return errors.map((d) => -stepSize * d);
      },
    },
    {
      ...plain,
      name: 'decays every weight',
      contract: onNetworks,
      update: ({ theta, gradient, stepSize }) => gradient.map((d, i) => -stepSize * (d + 0.01 * theta[i]!)),
    },
  ],
});
