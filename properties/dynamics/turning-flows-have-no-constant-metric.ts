import { truth } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Drawn, drawn, drawSpectral, sourceOf } from '../generators/drawn.ts';

/** tr² − 4 det of a 2 × 2 matrix given by its columns: negative iff its eigenvalues are complex. */
const discriminant = (first: Float64Array, second: Float64Array): number =>
  (first[0]! - second[1]!) ** 2 + 4 * first[1]! * second[0]!;

const holdsWith =
  (skew: number): Holds<Drawn> =>
  (value) => {
    const random = sourceOf(value);
    const [metric, quadratic] = [drawSpectral(2, random, 10), drawSpectral(2, random, 10)];
    const column = (x: Float64Array): Float64Array => {
      const y = quadratic.apply(x);
      return metric.solve(y).map((entry, i) => -entry + skew * (i === 0 ? y[1]! : -y[0]!));
    };
    const [first, second] = [column(Float64Array.of(1, 0)), column(Float64Array.of(0, 1))];
    return truth(discriminant(first, second) >= -formulaRoundoff(first[0]! ** 2 + second[1]! ** 2));
  };

const claim: Claim<Drawn> = {
  id: 'P14-constant',
  claim:
    'A = −M⁻¹P with M and P positive definite has real eigenvalues: a flow that turns needs a metric that varies',
  source: 'P14: M⁻¹P is similar to the symmetric M^{−1/2} P M^{−1/2}',
  given: drawn(2, 2),
  holds: holdsWith(0),
  mutants: { 'a matrix with a skew part': holdsWith(3) },
};

export default claim;
