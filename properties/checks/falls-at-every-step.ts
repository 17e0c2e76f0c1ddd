import everyStep from '../../src/checks/descent/everyStep.ts';
import { loadRules } from '../../src/rules/parts/load.ts';
import { checkClaim } from './parts/checkClaim.ts';
import { ascent, plain } from './parts/wrongRules.ts';

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
