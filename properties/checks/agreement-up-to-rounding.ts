import { agreementCheck } from '../../src/checks/agreement/agreementCheck.ts';
import adam from '../../src/rules/adam.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import { otherAdams, wrongAdams } from '../subjects/adams.ts';
import { checkClaim } from '../subjects/checkClaim.ts';

export default checkClaim({
  id: 'A-adam',
  claim: 'Agreement with Adam refutes no other way to write it, in double or single precision.',
  source: 'Kingma, Ba, Adam: a method for stochastic optimization, ICLR (2015)',
  check: agreementCheck(completeRule(adam)),
  spared: [adam, ...otherAdams],
  refuted: wrongAdams,
});
