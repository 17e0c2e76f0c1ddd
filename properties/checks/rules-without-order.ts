import permutationEquivariant from '../../src/checks/laws/permutationEquivariant.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-permutation',
  claim: 'The check of renumbered parameters refutes no rule that has no order of them.',
  source: 'Δ(Π∇L₀, …) = Π Δ(∇L₀, …)',
  check: permutationEquivariant,
  spared: await rulesWithTrait('permutation-equivariant'),
  refuted: [
    {
      ...plain,
      name: 'last coordinate at half the rate',
      update: ({ gradient, stepSize }) =>
        gradient.map((d, i) => (i === gradient.length - 1 ? -0.5 : -1) * stepSize * d),
    },
    {
      ...plain,
      name: 'averaged with the next coordinate',
      update: ({ gradient, stepSize }) =>
        gradient.map((d, i) => -stepSize * (d + 0.1 * (gradient[i + 1] ?? 0))),
    },
    {
      ...plain,
      name: 'momentum of the neighbour',
      init: (theta) => new Float64Array(theta.length),
      update({ gradient, stepSize }: RuleContext, last: Float64Array) {
        const delta = gradient.map((d, i) => 0.5 * last[(i + 1) % last.length]! - stepSize * d);
        return { delta, state: delta };
      },
    },
  ],
});
