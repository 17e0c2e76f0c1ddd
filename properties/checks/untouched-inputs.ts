import { loadRules } from '../../src/catalog/rules.ts';
import inputsUntouched from '../../src/checks/form/inputsUntouched.ts';
import type { Vector } from '../../src/types/vector.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'F-untouched',
  claim: 'The check of untouched inputs refutes no built-in rule.',
  source: 'Δ is a function of its inputs, which stay as they are',
  check: inputsUntouched,
  spared: await loadRules(),
  refuted: [
    {
      ...plain,
      name: 'scales the gradient',
      update: ({ gradient, stepSize }) => {
        for (let i = 0; i < gradient.length; i++) gradient[i] = -stepSize * gradient[i]! + 1;
        return gradient;
      },
    },
    {
      ...plain,
      name: 'sorts θ',
      update: ({ theta, gradient }) => gradient.map((d) => d * theta.fill(2)[0]!),
    },
    {
      ...plain,
      name: 'centres θ in init',
      init: (theta) => theta.fill(theta[0]! + 1),
    },
    {
      ...plain,
      name: 'changes at step 1 the gradient of step 0',
      init: (): { kept: Vector | null } => ({ kept: null }),
      update: ({ gradient }, state: { kept: Vector | null }) => {
        state.kept?.fill(9);
        state.kept = gradient;
        return gradient.map((d) => -d);
      },
    },
    {
      ...plain,
      name: 'scales the samples of a network',
      update: ({ gradient, loss }) => {
        for (const input of loss.network?.inputs ?? []) input[0] = input[0]! + 1;
        return gradient;
      },
    },
  ],
});
