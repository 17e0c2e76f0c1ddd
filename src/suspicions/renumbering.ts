import { short } from '../checks/outcome/figures.ts';
import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import type { Suspicion } from '../types/suspicion.ts';
import type { Vector } from '../types/vector.ts';
import { isLinear, linearCase } from './looking/cases.ts';
import { reasonTooCoarse } from './looking/notApplicable.ts';
import { respond } from './looking/prescribed.ts';
import { plainShare } from './looking/rounding.ts';
import { watched } from './looking/watched.ts';

const id = 'renumbering';

export default {
  id,
  statement:
    'Under a constant gradient Δθᵢ depends on no other gradient, moves in every coordinate that has one, and yet changes with the number of its coordinate and with whether others follow, by no factor that stays; the shapes of parameters are not read.',
  source:
    'a counter that is raised once a coordinate; a fixed factor of each coordinate, as of a preconditioner, does not change where others follow',
  raisedBy: 'once',
  losses: isLinear,
  cases: 4,
  notApplicable: reasonTooCoarse,
  draw: (rule, index, families) => linearCase({ id, dimension: 4, steps: 6 }, rule, index, families),
  observe({ rule, loss, scenario }) {
    const { dimension } = loss;
    if (dimension < 2) return vacuous('one coordinate has no other number');
    const theta = Float64Array.from(scenario.theta);
    const slope = loss.gradient(theta);
    const { rule: seen, reads } = watched(rule);
    const runs = [
      { theta, slope },
      { theta: theta.toReversed(), slope: slope.toReversed() },
      { theta: withOneMore(theta), slope: withOneMore(slope) },
      ...[0, 1].map((parity) => ({ theta, slope: slope.map((d, i) => (i % 2 === parity ? -3 * d : d)) })),
    ].map(({ theta: start, slope: constant }) =>
      respond(seen, {
        ...scenario,
        theta: start,
        gradients: Array.from({ length: scenario.steps }, () => constant),
      }),
    );
    const [usual, reversed, longer, evenTurned, oddTurned] = runs.map(({ steps }) => steps);
    if (reads.loss || reads.parameters) return vacuous('it reads its loss, or the shapes of its parameters');
    for (const ran of runs) {
      const reason = reasonNotJudged(ran);
      if (reason !== undefined || ran.random) return vacuous(reason ?? 'random numbers were drawn');
      if (ran.steps.length < scenario.steps) return vacuous(ran.end);
    }
    for (const [step, { delta }] of usual!.entries()) {
      const rests = delta.filter((d) => d === 0).length;
      if (rests === delta.length) continue;
      if (rests > 0) return vacuous('some coordinates rest');
      const mixes = delta.some((d, i) => (i % 2 === 0 ? oddTurned : evenTurned)![step]!.delta[i]! !== d);
      if (mixes) return vacuous('coordinates are mixed');
    }
    const share = plainShare(rule.precision);
    for (const [step, { delta }] of usual!.entries()) {
      const differs = (i: number, other: Vector): boolean =>
        Math.abs(delta[i]! - other[i]!) > share * Math.abs(delta[i]!);
      const mirrored = reversed![step]!.delta.toReversed();
      const coordinate = delta.findIndex((_, i) => differs(i, mirrored));
      if (coordinate < 0 || !isChangedByOthers() || isFixedFactor()) continue;
      return refuted({
        cause: 'depends-on-its-number',
        sentence: `at step ${step} of one gradient Δθ[${coordinate}] is ${short(delta[coordinate]!)}, and ${short(mirrored[coordinate]!)} where the ${dimension} coordinates are numbered from the other end`,
        margin: -1,
        derived: { step, coordinate },
      });
    }
    return holds(1);

    /** Whether each coordinate has its factor at every step, as behind a preconditioner that is made for the dimension. */
    function isFixedFactor(): boolean {
      const [first] = usual!;
      const [mirroredFirst] = reversed!;
      return usual!.every(({ delta }, step) => {
        const mirrored = reversed![step]!.delta;
        return delta.every((d, i) => {
          const j = delta.length - 1 - i;
          const [now, before] = [d * mirroredFirst!.delta[j]!, first!.delta[i]! * mirrored[j]!];
          return Math.abs(now - before) <= share * Math.abs(before);
        });
      });
    }

    /** Whether some Δ of the same coordinates changes where one more follows. */
    function isChangedByOthers(): boolean {
      return usual!.some(({ delta }, step) =>
        delta.some((d, i) => Math.abs(d - longer![step]!.delta[i]!) > share * Math.abs(d)),
      );
    }
  },
} satisfies Suspicion;

const withOneMore = (values: Vector): Vector => Float64Array.from([...values, values[0]!]);
