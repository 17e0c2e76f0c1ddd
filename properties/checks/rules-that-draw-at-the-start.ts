import drawsOnlyAtStart from '../../src/checks/laws/drawsOnlyAtStart.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-draws',
  claim: 'The check of draws refutes no rule that draws its random numbers in init.',
  source: 'Δₖ is a function of θₖ and the state alone (P15)',
  check: drawsOnlyAtStart,
  spared: await rulesWithTrait('draws-only-at-start'),
  refuted: [
    {
      ...plain,
      name: 'with a weight drawn at every step',
      update: ({ gradient, stepSize, random }) => gradient.map((d) => -stepSize * random() * d),
    },
    {
      ...plain,
      name: 'with one number drawn at the first step',
      init: () => ({ weight: 0 }),
      update: ({ gradient, stepSize, step, random }) =>
        gradient.map((d, i) => -stepSize * d * (step === 0 && i === 0 ? random() : 1)),
    },
  ],
});
