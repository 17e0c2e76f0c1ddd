import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import { displacementOf } from '../../src/dynamics/output.ts';
import { gamma } from '../../src/linalg/rounding.ts';
import { quadraticLoss } from '../../src/losses/quadratic/quadraticLoss.ts';
import spsa from '../../src/rules/spsa.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';

interface Case {
  readonly coordinates: readonly { readonly curvature: number; readonly theta: number }[];
}

const given: fc.Arbitrary<Case> = fc.record({
  coordinates: fc.array(
    fc.record({ curvature: fc.integer({ min: 1, max: 9 }), theta: fc.integer({ min: -9, max: 9 }) }),
    { minLength: 1, maxLength: 5 },
  ),
});

/** c = 2⁻⁶, so that θ ± cδ, L and the quotient of short integers are exact. */
const radius = 2 ** -6;

const holdsFor =
  (rule: DeclaredRule) =>
  ({ coordinates }: Case): Outcome => {
    const dimension = coordinates.length;
    const theta = Float64Array.from(coordinates, (c) => c.theta);
    const loss = quadraticLoss({
      name: 'integers',
      spectrum: coordinates.map((c) => c.curvature),
      rotation: null,
      centre: null,
      drift: null,
    });
    const mean = new Float64Array(dimension);
    for (let pattern = 0; pattern < 2 ** dimension; pattern++) {
      let draw = 0;
      const output = rule.update(
        {
          theta: theta.slice(),
          gradient: loss.gradient(theta),
          stepSize: 1,
          step: 0,
          time: 0,
          random: () => ((pattern >> (draw++ % dimension)) & 1 ? 0.75 : 0.25),
          hyperparameters: { radius },
          loss,
          parameters: [],
        },
        undefined,
      );
      const delta = Float64Array.from(displacementOf(output, theta));
      for (let i = 0; i < dimension; i++) mean[i]! += delta[i]! / 2 ** dimension;
    }
    const error = Math.max(...mean.map((d, i) => Math.abs(d + loss.gradient(theta)[i]!)));
    // Every partial sum is a short dyadic number: the enumeration is exact, and so must be the mean.
    const allowed = gamma(0);
    return atMost(error, allowed);
  };

/** E[(yᵀδ)δ] = y over all 2ᴰ patterns of signs. */
const averagesToNegativeGradient: Claim<Case> = {
  id: 'P12-spsa',
  claim: 'the mean of SPSA over all patterns of signs is −η∇L on quadratics, exactly',
  source: 'P12; Spall 1992',
  given,
  holds: holdsFor(spsa),
  mutants: {
    'one-sided difference with a two-sided width': holdsFor({
      ...spsa,
      update: (context) => {
        const signs = context.theta.map(() => (context.random() < 0.5 ? -1 : 1));
        const up = context.loss.value(context.theta.map((x, i) => x + radius * signs[i]!));
        const quotient = (up - context.loss.value(context.theta)) / (2 * radius);
        return signs.map((sign) => -context.stepSize * quotient * sign);
      },
    }),
    'fresh signs in the displacement': holdsFor({
      ...spsa,
      update: (context) => spsa.update(context).map((d) => d * (context.random() < 0.5 ? 1 : -1)),
    }),
  },
};

export default averagesToNegativeGradient;
