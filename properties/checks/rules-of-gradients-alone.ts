import historyDetermined from '../../src/checks/laws/historyDetermined.ts';
import adamW from '../../src/rules/adamW.ts';
import newtonLineSearch from '../../src/rules/newtonLineSearch.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-history',
  claim: 'The check of equal gradient histories refutes no rule that is a function of them.',
  source: 'Δₖ = Δ(η, ∇L₀, …, ∇Lₖ)',
  check: historyDetermined,
  spared: await rulesWithTrait('history-determined'),
  refuted: [
    adamW,
    newtonLineSearch,
    {
      ...plain,
      name: 'stops where the loss is below 0',
      update: ({ theta, gradient, stepSize, loss, time }) =>
        gradient.map((d) => (loss.value(theta, time) < 0 ? 0 : -stepSize * d)),
    },
  ],
});
