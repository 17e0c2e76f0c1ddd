import orthogonalEquivariant from '../../src/checks/laws/orthogonalEquivariant.ts';
import adam from '../../src/rules/adam.ts';
import signDescent from '../../src/rules/signDescent.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

export default checkClaim({
  id: 'L-orthogonal',
  claim: 'The check of rotated parameters refutes no rule that has no axes.',
  source: 'Δ(Q∇L₀, …) = Q Δ(∇L₀, …)',
  check: orthogonalEquivariant,
  spared: await rulesWithTrait('orthogonal-equivariant'),
  refuted: [
    signDescent,
    adam,
    {
      ...plain,
      name: 'clipped coordinate by coordinate',
      update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * Math.max(-1, Math.min(1, d))),
    },
    {
      ...plain,
      name: 'one coordinate a little faster',
      update: ({ gradient, stepSize }) => gradient.map((d, i) => -stepSize * (i === 0 ? 1 + 1e-9 : 1) * d),
    },
  ],
});
