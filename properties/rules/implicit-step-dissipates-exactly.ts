import fc from 'fast-check';
import { atMost, vacuous } from '../../src/checks/outcome/outcome.ts';
import { displacementOf } from '../../src/dynamics/output.ts';
import { gamma } from '../../src/linalg/rounding.ts';
import { quadraticLoss } from '../../src/losses/quadratic/quadraticLoss.ts';
import gradientDescent from '../../src/rules/gradientDescent.ts';
import implicitDiscreteGradient from '../../src/rules/implicitDiscreteGradient.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { fixed, one, over, times, toNumber } from '../exact/fixedPoint.ts';

interface Case {
  readonly coordinates: readonly { readonly curvature: number; readonly theta: number }[];
  /** η·max s, below 1: the iteration contracts by half at once. */
  readonly relativeStepSize: number;
}

const given: fc.Arbitrary<Case> = fc.record({
  coordinates: fc.array(
    fc.record({
      curvature: fc.integer({ min: 1, max: 3000 }).map((n) => n / 1000),
      theta: fc.integer({ min: -9000, max: 9000 }).map((n) => n / 1000),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  relativeStepSize: fc.integer({ min: 1, max: 90 }).map((n) => n / 100),
});

const holdsFor =
  (rule: DeclaredRule) =>
  ({ coordinates, relativeStepSize }: Case): Outcome => {
    const spectrum = coordinates.map((c) => c.curvature);
    const stepSize = relativeStepSize / Math.max(...spectrum);
    const theta = Float64Array.from(coordinates, (c) => c.theta);
    if (theta.every((x) => x === 0)) return vacuous();
    const loss = quadraticLoss({ name: 'diagonal', spectrum, rotation: null, centre: null, drift: null });
    const output = rule.update(
      {
        theta: theta.slice(),
        gradient: loss.gradient(theta),
        stepSize,
        step: 0,
        time: 0,
        random: () => 0.5,
        hyperparameters: {},
        loss,
        parameters: [],
      },
      undefined,
    );
    const delta = Float64Array.from(displacementOf(output, theta));
    // The last change is at most four times a noise of six roundings of θ, what is left of the series no more than
    // that, and rounding η s θ̄ adds a few.
    const allowed = gamma(56) * Math.max(...theta.map(Math.abs));
    let error = 0;
    for (const [i, { curvature }] of coordinates.entries()) {
      const push = times(fixed(stepSize), fixed(curvature));
      const exact = -over(times(push, fixed(theta[i]!)), one + push / 2n);
      error = Math.max(error, Math.abs(toNumber(fixed(delta[i]!) - exact)));
    }
    return atMost(error, allowed);
  };

/** On ½ Σ sᵢθᵢ² the implicit step Δᵢ = −ηsᵢ(θᵢ + Δᵢ/2) is −ηsᵢθᵢ/(1 + ηsᵢ/2). */
const implicitStepDissipatesExactly: Claim<Case> = {
  id: 'P10-implicit',
  claim:
    'the implicit discrete-gradient step solves its equation on quadratics, −ηsθ/(1 + ηs/2) for each coordinate',
  source: 'P10; Gonzalez 1996',
  given,
  holds: holdsFor(implicitDiscreteGradient),
  mutants: {
    'the explicit step': holdsFor(gradientDescent),
    'backward Euler': holdsFor({
      ...implicitDiscreteGradient,
      update: ({ theta, gradient, stepSize }) =>
        theta.map((x, i) => (x === 0 ? 0 : (-stepSize * gradient[i]!) / (1 + (stepSize * gradient[i]!) / x))),
    }),
  },
};

export default implicitStepDissipatesExactly;
