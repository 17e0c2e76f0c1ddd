import { defaultHyperparameters, runTrajectory, type Step } from '../../dynamics/trajectory.ts';
import {
  comparedUpdateBound,
  correctionRoundoff,
  directionRoundoff,
  eachSquareInRange,
  parameterRoundoff,
} from '../../linalg/rounding.ts';
import type { Announce, Check, Observation } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import { contrast } from '../parts/contrast.ts';
import { deviationAt, deviations } from '../parts/deviations.ts';
import { holds, inconclusive, refuted, vacuous } from '../parts/outcomes.ts';
import { isZero } from '../parts/pairs.ts';
import { runOf } from '../parts/runs.ts';
import { streamOf } from '../parts/streams.ts';
import { planeAtStart } from '../parts/transforms/planeAtStart.ts';

/** A correction that is off shows at once; one that wears off shows while it does. */
const steps = { min: 2, max: 24 } as const;

/** A coordinate in which Δₖ is not Δ₀, by more than rounding a formula for it can explain. */
interface Change {
  readonly step: Step;
  readonly coordinate: number;
  readonly difference: number;
  /** Differences that stay undecided: the rounding of Δ and of corrections, that of θ, and that of a direction of size 1. */
  readonly noise: number;
}

const constantSteps: Check = {
  id: 'constant-steps',
  layer: 'laws',
  claim: 'While the gradient stays the same, every Δθ is the same as the first.',
  source: 'Δₖ = Δ₀ on L(θ) = −yᵀθ: what bias corrections are for (Kingma and Ba 2015, section 3)',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps }),
  observe(setting, announce) {
    const plane = planeAtStart(setting);
    const run = runTrajectory(setting.rule, plane, runOf(setting, announce));
    if (run.fault) return vacuous(run.fault.message);
    if (run.steps.length < 2) return vacuous('the run is over after one step');
    if (run.steps.every(({ delta }) => isZero(delta))) return vacuous('nothing moves');
    const changes = changesOf(setting, run.steps);
    if (changes.length === 0) return holds(1);
    if (!eachSquareInRange(run.steps[0]!.gradient, setting.rule.precision ?? 'float64')) {
      return inconclusive('squares of the gradient over- or underflow');
    }
    const found = beyondNoise({ ...setting, loss: plane }, announce, run.steps, changes);
    return found
      ? changed(run.steps[0]!, found)
      : inconclusive('Δθ changes by what rounding can do to this rule');
  },
};

export default constantSteps;

const changesOf = ({ rule, scenario }: Setting, taken: readonly Step[]): readonly Change[] => {
  const precision = rule.precision ?? 'float64';
  const given = { ...defaultHyperparameters(rule), ...scenario.hyperparameters };
  const correction = correctionRoundoff(rule.hyperparameters ? Object.values(given) : null, precision);
  const [first, ...later] = taken;
  const changes: Change[] = [];
  for (const step of later) {
    for (let i = 0; i < step.delta.length; i++) {
      const difference = Math.abs(step.delta[i]! - first!.delta[i]!);
      if (difference === 0) continue;
      const largest = Math.max(Math.abs(step.delta[i]!), Math.abs(first!.delta[i]!));
      const dimension = step.delta.length;
      const rounding =
        comparedUpdateBound({ dimension, step: step.index, precision, largest }) + correction * largest;
      if (difference <= rounding) continue;
      const theta = Math.max(Math.abs(step.theta[i]!), Math.abs(first!.theta[i]!));
      const noise =
        rounding + parameterRoundoff(theta, precision) + directionRoundoff(scenario.stepSize, precision);
      changes.push({ step, coordinate: i, difference, noise });
    }
  }
  return changes;
};

/** The first of these changes that the rule's own answer to rounding errors at either step does not explain. */
const beyondNoise = (
  setting: Setting,
  announce: Announce,
  taken: readonly Step[],
  changes: readonly Change[],
): Change | undefined => {
  const { rule, loss, scenario } = setting;
  let open = changes.filter(({ difference, noise }) => difference > noise);
  if (open.length === 0) return undefined;
  const samples = deviations({
    rule,
    loss,
    run: runOf(setting, announce),
    steps: taken,
    mixes: false,
    precision: rule.precision ?? 'float64',
    movesSettings: false,
    reorders: false,
    random: streamOf(scenario, 'perturbation'),
  });
  const own = { compared: (values: Float64Array) => values, mixes: false };
  for (const sample of samples) {
    open = open.filter(({ step, coordinate, difference, noise }) => {
      const at = (index: number): number => deviationAt(sample, { step: index, coordinate }, own);
      return difference > noise + at(step.index) + at(0);
    });
    if (open.length === 0) return undefined;
  }
  return open[0];
};

const changed = (first: Step, { step, coordinate, difference, noise }: Change): Observation => {
  const [before, after] = [first.delta[coordinate]!, step.delta[coordinate]!];
  return refuted({
    cause: 'steps-change',
    sentence: `Δθ[${coordinate}] at step ${step.index} is ${contrast(after, before)} as at step 0, although ∇L has been the same all along`,
    margin: -difference / Math.max(Math.abs(before), Math.abs(after)),
    derived: { step: step.index, coordinate, measured: after, due: before, allowed: noise },
  });
};
