import { loadVariants } from '../../src/catalog/knownRules.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import zeroStepSize from '../../src/checks/laws/zeroStepSize.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { multiStageRules } from '../subjects/multiStageRules.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-zero-step-size',
  claim: 'The check of a zero step size refutes no built-in rule, nor one that rounds θ′ − θ.',
  source: 'Δ = η g with finite g',
  check: zeroStepSize,
  spared: [
    ...(await loadRules()).filter((rule) => zeroStepSize.applies(rule)),
    ...multiStageRules,
    ...(await loadVariants()).filter((rule) => zeroStepSize.applies(rule)),
  ],
  refuted: [
    {
      ...plain,
      name: 'drifts by 32 units in the last place',
      update: ({ theta }) => theta.map((value) => 2 ** -47 * value),
    },
    { ...plain, name: 'decays regardless', update: ({ theta }) => theta.map((value) => -0.01 * value) },
    {
      ...plain,
      name: 'η or a default',
      update: ({ gradient, stepSize }) => gradient.map((d) => -(stepSize || 0.3) * d),
    },
    {
      ...plain,
      name: 'divides by η',
      update: ({ gradient, stepSize }) => gradient.map((d) => -d / (1 / stepSize - 1 / stepSize + 1)),
    },
  ],
});
