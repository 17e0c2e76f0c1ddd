import { trajectory } from '../../dynamics/running.ts';
import { defaultHyperparameters, divergence, runTrajectory } from '../../dynamics/trajectory.ts';
import { coarser, unitInTheLastPlace } from '../../linalg/precision.ts';
import { isZero } from '../../linalg/vector.ts';
import { plural, unitsInWords } from '../../numbers.ts';
import type { Check, Derived, Observation } from '../../types/check.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Run, Running, Trajectory } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { largestDeviation } from '../noise/noiseSamples.ts';
import { guarded, inPrecision, namingTheCase } from '../outcome/decorate.ts';
import { contrast, short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { isAtRest, onRun, runOf } from '../run/run.ts';
import { streamOf } from '../run/streams.ts';
import { correctionRoundoff, eachSquareInRange } from '../transforms/rounding.ts';
import { firstDisagreement } from './firstDisagreement.ts';
import {
  type Hyperparameters,
  hyperparametersFor,
  namedWith,
  outOfRange,
  rangesFor,
} from './fixedHyperparameters.ts';
import { isScaleSafe } from './isScaleSafe.ts';
import { ownName } from './synonyms.ts';

/** Long enough for averages to settle, and for a wrong correction to show at the start as well as later. */
const steps = { min: 1, max: 32 } as const;

/**
 * Δ of the rule and of a reference at every step of whole trajectories, both shown the gradients along the rule's own
 * path, so that a difference is the rule's and not that of two paths that drift apart.
 *
 * The reference takes its hyperparameters from the case where it declares the name, and its own defaults otherwise,
 * but for those that the user fixed, as in `--against adam:beta1=0.8`: these it keeps, and a rule that declares the same
 * name runs with the same value, or with its own default where the value lies outside of its range. So a right Adam
 * agrees, whatever it declares, and one whose constants are others does not.
 * Where either computes in single precision, so does the comparison. Rules that draw random numbers are compared
 * number by number; where the reference draws and the rule draws another number of them, the case decides nothing.
 *
 * @param fixed values of hyperparameters that the reference declares; none by default
 */
export const agreementCheck = (reference: NamedRule, fixed: Hyperparameters = {}): Check =>
  namingTheCase(
    guarded(
      inPrecision({
        id: 'agrees-with-reference',
        layer: 'agreement',
        claim: `From the same gradients every Δθᵢ is that of ${namedWith(reference, fixed)}, up to rounding.`,
        source: reference.source ?? reference.name,
        kind: 'required',
        applies: () => true,
        demand: (rule) => ({ steps, steep: true, hyperparameters: rangesFor(rule, fixed) }),
        *observe(setting) {
          const { rule, loss, scenario } = setting;
          const hyperparameters = hyperparametersFor(rule, scenario.hyperparameters, fixed);
          const same = { ...setting, scenario: { ...scenario, hyperparameters } };
          const theta = Float64Array.from(scenario.theta);
          const gradient = loss.gradient(theta.slice(), 0);
          if (!eachSquareInRange(gradient, rule.arithmetic) && isSteep(gradient)) {
            const run = { ...runAnywhere(same), hyperparameters: declaredOnly(reference, hyperparameters) };
            // A rule that is like a reference which squares is not shown what it need not bear.
            if (!(yield* isScaleSafe(reference, loss, run, { theta, gradient })))
              return inconclusive(`${reference.name} squares gradients, which are out of range here`);
          }
          return yield* onRun(same, runAnywhere(same), (own) =>
            observeAgreement({ reference, fixed }, same, own),
          );
        },
        reference: ({ loss, scenario }, shown) => {
          const run = {
            ...scenario,
            anyGradient: true,
            hyperparameters: declaredOnly(reference, { ...scenario.hyperparameters, ...fixed }),
          };
          const history = shown.map(({ theta, gradient }) => ({
            theta: Float64Array.from(theta),
            gradient: Float64Array.from(gradient),
          }));
          const beside = runTrajectory(reference, loss, { ...run, history, steps: history.length });
          const alone = runTrajectory(reference, loss, { ...run, steps: history.length });
          return beside.steps.map(({ delta }, k) => {
            const theta = alone.steps[k]?.theta;
            return { delta: [...delta], ...(theta && { theta: [...theta] }) };
          });
        },
        telling: (smallest, worst) => {
          const [little, much] = [farApart(smallest), farApart(worst)];
          return much > tellingFactor * little
            ? `in the worst case Δθ[${worst.coordinate}] at step ${worst.step} is ${contrast(Number(worst.measured), Number(worst.due))}`
            : undefined;
        },
        assertion: (_, scenario, { rule, derived: { step, coordinate, due, allowed } }) => ({
          // The reference was shown the gradients along the path of the rule: its Δ stands for it.
          perStep: `  if (step === ${step}) {
    const difference = Math.abs(delta[${coordinate}] - ${due});
    assert.ok(difference <= ${allowed}, \`Δθ[${coordinate}] at step ${step} is \${delta[${coordinate}]} instead of ${due}\`);
  }
`,
          hyperparameters: hyperparametersFor(rule, scenario.hyperparameters, fixed),
          python: {
            condition: `abs(delta[${coordinate}] - ${due}) <= ${allowed}`,
            otherwise: `Δθ[${coordinate}] is not ${due}, as of the reference`,
          },
        }),
      }),
    ),
  );

/** How many times as far apart two numbers have to be as two others, to say more. */
const tellingFactor = 10;

/**
 * How far apart two numbers are, in units of the lesser: by orders of magnitude where they are. Of a 0 no ratio can be
 * told, and none is large only since its parts are next to nothing.
 */
const tellingRatio = (one: number, other: number): number => {
  const [less, more] = [Math.abs(one), Math.abs(other)].toSorted((a, b) => a - b);
  const relative = Math.abs(one / more! - other / more!);
  return less! > 0 ? Math.min(Number.MAX_VALUE, relative * (more! / less!)) : relative;
};

const farApart = ({ measured, due }: Derived): number => tellingRatio(Number(measured), Number(due));

interface Reference {
  readonly reference: NamedRule;
  readonly fixed: Hyperparameters;
}

function* observeAgreement(
  { reference, fixed }: Reference,
  setting: Setting,
  own: Trajectory,
): Running<Observation> {
  const { rule, loss, scenario } = setting;
  const run = runAnywhere(setting);
  const hyperparameters = declaredOnly(reference, { ...scenario.hyperparameters, ...fixed });
  const due = yield* trajectory(reference, loss, {
    ...run,
    hyperparameters,
    history: own.steps,
    steps: own.steps.length,
  });
  if (due.fault) return vacuous(`${reference.name}: ${due.fault.message}`);
  if (due.random && due.draws !== own.draws) {
    return vacuous(`${reference.name} draws ${plural(due.draws, 'random number')} and the rule ${own.draws}`);
  }
  const arithmetic = coarser(rule.arithmetic, reference.arithmetic);
  const precision = coarser(rule.precision, reference.precision);
  const random = streamOf(scenario, 'perturbation');
  const common = { loss, mixes: false, reorders: true, precision, arithmetic, random } as const;
  const compared = yield* firstDisagreement(own.steps, due.steps, {
    precision,
    arithmetic,
    correction: correctionRoundoff(Object.values(hyperparameters), arithmetic),
    stepSize: scenario.stepSize,
    spread: () =>
      largestDeviation({
        ...common,
        rule: reference,
        run: { ...run, hyperparameters },
        steps: due.steps,
        movesSettings: true,
      }),
    own: () => largestDeviation({ ...common, rule, run, steps: own.steps, movesSettings: false }),
  });
  let lost = '';
  if (
    compared.status === 'apart' &&
    !own.steps.every(({ gradient }) => eachSquareInRange(gradient, arithmetic))
  ) {
    const step = own.steps[compared.step]!;
    const isLost =
      isZero(step.delta) &&
      !isZero(due.steps[compared.step]!.delta) &&
      (yield* isScaleSafe(reference, loss, { ...run, hyperparameters }, step));
    if (!isLost) return inconclusive('squares of gradients over- or underflow, each formula in its own way');
    lost = `: it rests where the square of ∂L[${compared.coordinate}] = ${short(step.gradient[compared.coordinate]!)} is out of range`;
  }
  if (compared.status === 'apart') {
    const { step, coordinate, measured, allowed } = compared;
    const [one, other] = [own.steps[step]!.delta[coordinate]!, due.steps[step]!.delta[coordinate]!];
    // Of numbers near the largest there is, the difference alone may overflow.
    const largest = Math.max(Math.abs(one), Math.abs(other));
    const relative = Math.abs(one / largest - other / largest);
    const ulps = measured / unitInTheLastPlace(other, precision);
    const units = unitsInWords(ulps);
    return refuted({
      cause: 'differs-from-reference',
      sentence: `step ${step} is the first to differ from ${namedWith(reference, fixed)}: Δθ[${coordinate}] is ${contrast(one, other)}, ${short(relative)} relative${units === undefined ? '' : `, ${units}`}${outOfRange(rule, fixed)}${lost}`,
      margin: -tellingRatio(one, other),
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
  return isAtRest(own) && isAtRest(due) ? vacuous('nothing moves') : holds(compared.margin);
}

/** Whether no other run would be shown these gradients. */
const isSteep = (gradient: Vector): boolean =>
  gradient.some((d) => Math.abs(d) > divergence.float32.gradient);

/** The run of a case, gradients included whose squares are out of range. */
const runAnywhere = (setting: Setting): Run => ({ ...runOf(setting), anyGradient: true });

const declaredOnly = (
  reference: NamedRule,
  given: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(defaultHyperparameters(reference)).map(([name, value]) => [
      name,
      given[ownName(given, name) ?? name] ?? value,
    ]),
  );
