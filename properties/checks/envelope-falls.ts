import envelope from '../../src/checks/descent/envelope.ts';
import heavyBall from '../../src/rules/heavyBall.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { ascent } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'P13-envelope',
  claim: 'The check of an envelope does not refute heavy ball at η ≤ 0.2/β, although its loss oscillates.',
  source: 'P8, P13',
  check: envelope,
  spared: [heavyBall],
  refuted: [
    { ...ascent, contract: heavyBall.contract },
    {
      ...heavyBall,
      name: 'momentum above 1',
      update: (context, state: Parameters<typeof heavyBall.update>[1]) =>
        heavyBall.update({ ...context, hyperparameters: { momentum: 1.05 } }, state),
    },
    {
      ...heavyBall,
      name: 'an envelope of two',
      contract: { ...heavyBall.contract, effective: { envelope: 2 } },
    },
  ],
});
