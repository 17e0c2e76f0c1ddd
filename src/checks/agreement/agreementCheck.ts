import { defaultHyperparameters, runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import { correctionRoundoff, eachSquareInRange, unitInTheLastPlace } from '../../linalg/rounding.ts';
import type { Announce, Check, Observation } from '../../types/check.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import { firstDisagreement } from '../parts/agreement/firstDisagreement.ts';
import {
  type Hyperparameters,
  hyperparametersFor,
  namedWith,
  outOfRange,
  rangesFor,
} from '../parts/agreement/fixedHyperparameters.ts';
import { contrast } from '../parts/contrast.ts';
import { deviationAt, deviations, type Sounding } from '../parts/deviations.ts';
import { guarded } from '../parts/guarded.ts';
import { namingTheCase } from '../parts/namedCase.ts';
import { holds, inconclusive, refuted, vacuous } from '../parts/outcomes.ts';
import { isZero } from '../parts/pairs.ts';
import { runOf } from '../parts/runs.ts';
import { short } from '../parts/short.ts';
import { streamOf } from '../parts/streams.ts';

/** Long enough for averages to settle, and for a wrong correction to show at the start as well as later. */
const steps = { min: 1, max: 32 } as const;

/**
 * Δ of the rule and of a reference at every step of whole trajectories, both shown the gradients along the rule's own
 * path, so that a difference is the rule's and not that of two paths that drift apart.
 *
 * The reference takes its hyperparameters from the case where it declares the name, and its own defaults otherwise,
 * but for those that a person fixed, as in `--against adam:beta1=0.8`: these it keeps, and a rule that declares the same
 * name runs with the same value, or with its own default where the value lies outside of its range. So a right Adam
 * agrees, whatever it declares, and one whose constants are others does not.
 * Where either computes in single precision, so does the comparison. Rules that draw random numbers are compared
 * number by number; where the reference draws and the rule draws another number of them, the case says nothing.
 *
 * @param fixed values of hyperparameters that the reference declares; none where they are left out
 */
export const agreementCheck = (reference: NamedRule, fixed: Hyperparameters = {}): Check =>
  namingTheCase(
    guarded({
      id: 'agrees-with-reference',
      layer: 'agreement',
      claim: `From the same gradients every Δθᵢ is that of ${namedWith(reference, fixed)}, up to rounding.`,
      source: reference.source ?? reference.name,
      kind: 'required',
      applies: () => true,
      demand: (rule) => ({ steps, hyperparameters: rangesFor(rule, fixed) }),
      observe: (setting, announce) => {
        const { rule, scenario } = setting;
        const hyperparameters = hyperparametersFor(rule, scenario.hyperparameters, fixed);
        const same = { ...setting, scenario: { ...scenario, hyperparameters } };
        return observeAgreement({ reference, fixed }, same, announce);
      },
    }),
  );

interface Reference {
  readonly reference: NamedRule;
  readonly fixed: Hyperparameters;
}

const observeAgreement = (
  { reference, fixed }: Reference,
  setting: Setting,
  announce: Announce,
): Observation => {
  const { rule, loss, scenario } = setting;
  const run = runOf(setting, announce);
  const own = runTrajectory(rule, loss, run);
  if (own.fault) return vacuous(own.fault.message);
  if (own.steps.length === 0) return vacuous('the loss or its gradient overflows at the start');
  const hyperparameters = declaredOnly(reference, { ...scenario.hyperparameters, ...fixed });
  const due = runTrajectory(reference, loss, {
    ...run,
    hyperparameters,
    history: own.steps,
    steps: own.steps.length,
  });
  if (due.fault) return vacuous(`${reference.name}: ${due.fault.message}`);
  if (due.random && due.draws !== own.draws) {
    return vacuous(`${reference.name} draws ${due.draws} random numbers and the rule ${own.draws}`);
  }
  const precision = [rule, reference].some((one) => one.precision === 'float32') ? 'float32' : 'float64';
  const random = streamOf(scenario, 'perturbation');
  const common = { loss, mixes: false, reorders: true, precision, random } as const;
  const compared = firstDisagreement(own.steps, due.steps, {
    precision,
    correction: correctionRoundoff(
      reference.hyperparameters ? Object.values(hyperparameters) : null,
      precision,
    ),
    stepSize: scenario.stepSize,
    spread: () =>
      noiseOf({
        ...common,
        rule: reference,
        run: { ...run, hyperparameters },
        steps: due.steps,
        movesSettings: true,
      }),
    own: () => noiseOf({ ...common, rule, run, steps: own.steps, movesSettings: false }),
  });
  if (
    compared.status === 'apart' &&
    !own.steps.every(({ gradient }) => eachSquareInRange(gradient, precision))
  ) {
    return inconclusive('squares of gradients over- or underflow, each formula in its own way');
  }
  if (compared.status === 'apart') {
    const { step, coordinate, measured, allowed } = compared;
    const [one, other] = [own.steps[step]!.delta[coordinate]!, due.steps[step]!.delta[coordinate]!];
    const relative = measured / Math.max(Math.abs(one), Math.abs(other));
    const ulps = measured / unitInTheLastPlace(other, precision);
    return refuted({
      cause: 'differs-from-reference',
      sentence: `step ${step} is the first to differ from ${namedWith(reference, fixed)}: Δθ[${coordinate}] is ${contrast(one, other)}, ${short(relative)} relative, ${short(ulps)} units in the last place${outOfRange(rule, fixed)}`,
      margin: -relative,
      derived: {
        step,
        coordinate,
        measured: one,
        due: other,
        difference: measured,
        allowed,
        ulps,
        precision,
      },
    });
  }
  if (compared.status === 'undecided') {
    return inconclusive(`step ${compared.step} differs from ${reference.name} by what rounding can do`);
  }
  return bothRest(own, due) ? vacuous('nothing moves') : holds(compared.margin);
};

const noiseOf = (sounding: Sounding): ((step: number, coordinate: number) => number) => {
  const samples = [...deviations(sounding)];
  return (step, coordinate) =>
    samples.reduce(
      (most, sample) =>
        Math.max(
          most,
          deviationAt(sample, { step, coordinate }, { compared: (values) => values, mixes: false }),
        ),
      0,
    );
};

const bothRest = (own: Trajectory, due: Trajectory): boolean =>
  [own, due].every(({ steps: taken }) => taken.every(({ delta }) => isZero(delta)));

const declaredOnly = (
  reference: NamedRule,
  given: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(defaultHyperparameters(reference)).map(([name, value]) => [
      name,
      (Object.hasOwn(given, name) ? given[name] : undefined) ?? value,
    ]),
  );
