import { loadRules } from '../../src/catalog/rules.ts';
import everyStep from '../../src/checks/descent/everyStep.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { ascent, plain } from '../subjects/wrongRules.ts';

const promised = { contract: { effective: 'every-step' } } as const;

export default checkClaim({
  id: 'P10-every-step',
  claim: 'The check of every step refutes no built-in rule that promises a fall at every step.',
  source: 'P10',
  check: everyStep,
  spared: (await loadRules()).filter((rule) => everyStep.applies(rule)),
  refuted: [
    { ...ascent, ...promised },
    { ...plain, ...promised, name: 'any step size' },
  ],
});
