import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import { inDigits } from '../numbers.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { isLinear, linearCase } from './looking/cases.ts';
import { reasonTooCoarse } from './looking/notApplicable.ts';
import { respond } from './looking/prescribed.ts';
import { exponentSpread, leastFall } from './looking/rounding.ts';
import { watched } from './looking/watched.ts';

const id = 'shrinks-with-gradient';

export default {
  id,
  statement:
    'The first step falls like the same power of the gradient, of −0.1 or less, over all factors from 2⁻⁴⁰ to 2⁴⁰; the loss is not read.',
  source: 'a quotient with a square too many, or a root that is missing',
  raisedBy: 'once',
  losses: isLinear,
  cases: 3,
  notApplicable: reasonTooCoarse,
  draw: (rule, index, families) => linearCase({ id, dimension: 3, steps: 1 }, rule, index, families),
  observe({ rule, loss, scenario }) {
    const theta = Float64Array.from(scenario.theta);
    const slope = loss.gradient(theta);
    const { rule: seen, reads } = watched(rule);
    const sizes: number[] = [];
    for (const power of powers) {
      const gradients = [slope.map((d) => d * 2 ** power)];
      const ran = respond(seen, { ...scenario, gradients });
      const reason = reasonNotJudged(ran);
      if (reason !== undefined || ran.random) return vacuous(reason ?? 'random numbers were drawn');
      const size = Math.max(...ran.steps[0]!.delta.map(Math.abs));
      if (!(size > 0)) return vacuous('nothing moves');
      sizes.push(size);
    }
    if (reads.loss) return vacuous('it reads its loss');
    const exponents = sizes
      .slice(1)
      .map((size, k) => Math.log2(size / sizes[k]!) / (powers[k + 1]! - powers[k]!));
    const [least, most] = [Math.min(...exponents), Math.max(...exponents)];
    if (!(most <= leastFall && most - least <= exponentSpread)) return holds(1);
    const shown = inDigits((least + most) / 2, 2);
    return refuted({
      cause: 'shrinks',
      sentence: `the larger the gradient the shorter the first step, like ‖∇L‖ to the power ${shown} over all factors from 2⁻⁴⁰ to 2⁴⁰`,
      margin: -1,
      derived: { exponent: (least + most) / 2 },
    });
  },
} satisfies Suspicion;

/** Logarithms of the factors of the gradient. */
const powers = [-40, -30, -20, -10, 0, 10, 20, 30, 40];
