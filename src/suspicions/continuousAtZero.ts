import { short } from '../checks/outcome/figures.ts';
import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import type { Trajectory } from '../dynamics/trajectory.ts';
import type { Hyperparameter, NamedRule } from '../types/rule.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { areIntegers, isLinear, linearCase, variedGradients } from './looking/cases.ts';
import { reasonTooCoarse } from './looking/notApplicable.ts';
import { respond } from './looking/prescribed.ts';
import { plainShare } from './looking/rounding.ts';

const id = 'continuous-at-zero';

export default {
  id,
  statement:
    'Δθ converges as a rate or a decay goes to 0, at 2⁻¹⁰ … 2⁻⁴⁰, but not to what it is at 0, where no gradient is 0.',
  source: 'a special case for 0 that leaves something else out, or `value || usual`',
  raisedBy: 'once',
  losses: isLinear,
  cases: 4,
  applies: (rule) => rated(rule).length > 0,
  notApplicable: reasonTooCoarse,
  draw: (rule, index, families) => linearCase({ id, dimension: 3, steps: 6 }, rule, index, families),
  observe({ rule, loss, scenario }) {
    const slope = loss.gradient(Float64Array.from(scenario.theta));
    const gradients = variedGradients(scenario, slope, 'own', scenario.steps);
    const runAt = (name: string, value: number): Trajectory =>
      respond(rule, {
        ...scenario,
        gradients,
        hyperparameters: { ...scenario.hyperparameters, [name]: value },
      });
    let looked = false;
    for (const name of rated(rule)) {
      const [first, ...others] = [...powers, 0].map((value) => runAt(name, value));
      const runs = [first!, ...others];
      if (runs.some((ran) => reasonNotJudged(ran) !== undefined || ran.random)) continue;
      if (runs.some(({ steps }) => steps.length !== first!.steps.length)) continue;
      looked = true;
      const [nearest, zero] = [runs.at(-2)!, runs.at(-1)!];
      const apart = distance(nearest, zero);
      const settling = distance(runs.at(-3)!, nearest).size;
      const { at, size } = apart;
      if (size > 64 * plainShare(rule.precision) * scaleOf(nearest, zero) && settling <= size / 16) {
        return refuted({
          cause: `${name}-at-0`,
          sentence: `at ${name} = 0 Δθ[${at.coordinate}] at step ${at.step} is ${short(at.other)}, and as ${name} goes to 0 it goes to ${short(at.one)}`,
          margin: -1,
          derived: { hyperparameter: name, step: at.step, coordinate: at.coordinate },
        });
      }
    }
    return looked ? holds(1) : vacuous('no rate or decay could be followed to 0');
  },
} satisfies Suspicion;

/** h = 2⁻¹⁰, 2⁻²⁰, 2⁻³⁰, 2⁻⁴⁰. */
const powers = [10, 20, 30, 40].map((p) => 2 ** -p);

/** What has a meaning of its own at 0, or none: bounds, counts, and what only keeps a quotient finite. */
const others =
  /clip|max|min|threshold|period|every|interval|steps|count|limit|bound|norm|eps|tol|window|size/i;

/** The rates and decays of a rule, by name. */
const rated = ({ hyperparameters }: NamedRule): readonly string[] =>
  Object.entries(hyperparameters)
    .filter(([name, range]) => !others.test(name) && mayBeZero(range))
    .map(([name]) => name);

const mayBeZero = ({ min, max, default: usual, unit }: Hyperparameter): boolean =>
  unit === undefined && min <= 0 && max >= powers[0]! && !areIntegers(min, max, usual);

interface Apart {
  readonly size: number;
  readonly at: {
    readonly step: number;
    readonly coordinate: number;
    readonly one: number;
    readonly other: number;
  };
}

/** The largest difference of two runs that are equally long. */
const distance = (one: Trajectory, other: Trajectory): Apart => {
  let size = 0;
  let at = { step: 0, coordinate: 0, one: 0, other: 0 };
  for (const [step, { delta }] of one.steps.entries()) {
    const due = other.steps[step]!.delta;
    for (const [coordinate, d] of delta.entries()) {
      const apart = Math.abs(d - due[coordinate]!);
      if (apart > size) {
        size = apart;
        at = { step, coordinate, one: d, other: due[coordinate]! };
      }
    }
  }
  return { size, at };
};

const scaleOf = (...runs: readonly Trajectory[]): number =>
  Math.max(...runs.flatMap(({ steps }) => steps.flatMap(({ delta }) => [...delta].map(Math.abs))));
