import { loadRules } from '../../src/catalog/rules.ts';
import stateNotShared from '../../src/checks/form/stateNotShared.ts';
import type { Vector } from '../../src/types/vector.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { plain } from '../subjects/wrongRules.ts';

let velocity: Vector = new Float64Array(0);

export default checkClaim({
  id: 'F-unshared',
  claim: 'The check of shared state refutes no built-in rule.',
  source: 'All memory of a rule is in the state that it hands back',
  check: stateNotShared,
  spared: await loadRules(),
  refuted: [
    {
      ...plain,
      name: 'velocity in the module, reset by init',
      init: (theta) => {
        velocity = new Float64Array(theta.length);
      },
      update: ({ gradient, stepSize }) => {
        velocity = velocity.map((v, i) => 0.9 * v - stepSize * gradient[i]!);
        return velocity;
      },
    },
  ],
});
