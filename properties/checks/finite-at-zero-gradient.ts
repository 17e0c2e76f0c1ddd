import { loadVariants } from '../../src/catalog/knownRules.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import finiteAtZeroGradient from '../../src/checks/laws/finiteAtZeroGradient.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-zero-gradient',
  claim: 'The check of a zero gradient refutes no built-in rule.',
  source: 'Δ is defined at y = 0',
  check: finiteAtZeroGradient,
  spared: [...(await loadRules()), ...(await loadVariants())],
  refuted: [
    {
      ...plain,
      name: 'normalises',
      update: ({ gradient, stepSize }) => gradient.map((d) => (-stepSize * d) / Math.hypot(...gradient)),
    },
    {
      ...plain,
      name: 'divides by the gradient from step 1 on',
      update: ({ gradient, stepSize, step }) =>
        gradient.map((d) => (step === 0 ? 0 : (-stepSize * d) / Math.abs(d))),
    },
  ],
});
