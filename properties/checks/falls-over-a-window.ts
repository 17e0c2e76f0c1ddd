import window from '../../src/checks/descent/window.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { ascent, plain } from '../subjects/wrongRules.ts';

const contract = {
  effective: { window: 3 },
  maxStepSize: ({ smoothness }: { readonly smoothness?: number }) =>
    1 / (smoothness ?? Number.POSITIVE_INFINITY),
} as const;

export default checkClaim({
  id: 'P8-promised-window',
  claim: 'The check of a window refutes gradient descent at no η ≤ 1/β.',
  source: 'P8, P11',
  check: window,
  spared: [{ ...plain, contract }],
  refuted: [
    { ...ascent, contract },
    {
      ...plain,
      name: 'five times the step',
      update: ({ gradient, stepSize }) => gradient.map((d) => -5 * stepSize * d),
      contract,
    },
  ],
});
