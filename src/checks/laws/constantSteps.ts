import { defaultHyperparameters } from '../../dynamics/trajectory.ts';
import type { Check, Observation } from '../../types/check.ts';
import type { Running, Step } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { firstBeyondNoise } from '../noise/beyondNoise.ts';
import { asItIs, deviationsIn, noiseSamples } from '../noise/noiseSamples.ts';
import { contrast } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { onMovingRun, runOf } from '../run/run.ts';
import { streamOf } from '../run/streams.ts';
import { planeAtStart } from '../transforms/planeAtStart.ts';
import {
  comparedUpdateBound,
  correctionRoundoff,
  directionRoundoff,
  eachSquareInRange,
  parameterRoundoff,
  storedShare,
} from '../transforms/rounding.ts';

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
  observe(setting) {
    const plane = planeAtStart(setting);
    const onPlane = { ...setting, loss: plane };
    return onMovingRun(onPlane, runOf(setting), function* ({ steps: taken }) {
      if (taken.length < 2) return vacuous('the run is over after one step');
      const changes = changesOf(setting, taken);
      if (changes.length === 0) return holds(1);
      if (!eachSquareInRange(taken[0]!.gradient, setting.rule.arithmetic)) {
        return inconclusive('squares of the gradient over- or underflow');
      }
      const found = yield* beyondNoise(onPlane, taken, changes);
      return found
        ? changed(taken[0]!, found)
        : inconclusive('Δθ changes by what rounding can do to this rule');
    });
  },
};

export default constantSteps;

const changesOf = ({ rule, scenario }: Setting, taken: readonly Step[]): readonly Change[] => {
  const { precision, arithmetic } = rule;
  const given = { ...defaultHyperparameters(rule), ...scenario.hyperparameters };
  const correction = correctionRoundoff(Object.values(given), arithmetic);
  const [first, ...later] = taken;
  const changes: Change[] = [];
  for (const step of later) {
    for (let i = 0; i < step.delta.length; i++) {
      const difference = Math.abs(step.delta[i]! - first!.delta[i]!);
      if (difference === 0) continue;
      const largest = Math.max(Math.abs(step.delta[i]!), Math.abs(first!.delta[i]!));
      const dimension = step.delta.length;
      const rounding =
        comparedUpdateBound({ dimension, step: step.index, precision: arithmetic, largest }) +
        correction * largest;
      if (difference <= rounding) continue;
      const stored = (step.stored?.[i] ?? 0) + (first!.stored?.[i] ?? 0);
      if (difference <= rounding + stored && stored <= storedShare * largest) continue;
      const theta = Math.max(Math.abs(step.theta[i]!), Math.abs(first!.theta[i]!));
      const noise =
        rounding +
        parameterRoundoff(theta, step.stored ? arithmetic : precision) +
        directionRoundoff(scenario.stepSize, arithmetic) +
        stored;
      changes.push({ step, coordinate: i, difference, noise });
    }
  }
  return changes;
};

const deviation = deviationsIn(asItIs);

/** The first of these changes that the rule's own answer to rounding errors at either step does not explain. */
const beyondNoise = (
  setting: Setting,
  taken: readonly Step[],
  changes: readonly Change[],
): Running<Change | undefined> =>
  firstBeyondNoise(changes, () => [
    {
      samples: noiseSamples({
        rule: setting.rule,
        loss: setting.loss,
        run: runOf(setting),
        steps: taken,
        mixes: false,
        precision: setting.rule.precision,
        arithmetic: setting.rule.arithmetic,
        movesSettings: false,
        reorders: false,
        random: streamOf(setting.scenario, 'perturbation'),
      }),
      deviation: (sample, { step, coordinate }) => {
        const at = (index: number): number => deviation(sample, { step: index, coordinate });
        return at(step.index) + at(0);
      },
    },
  ]);

const changed = (first: Step, { step, coordinate, difference, noise }: Change): Observation => {
  const [before, after] = [first.delta[coordinate]!, step.delta[coordinate]!];
  return refuted({
    cause: 'steps-change',
    sentence: `Δθ[${coordinate}] at step ${step.index} is ${contrast(after, before)} as at step 0, although ∇L has been the same all along`,
    margin: -difference / Math.max(Math.abs(before), Math.abs(after)),
    derived: { step: step.index, coordinate, measured: after, due: before, allowed: noise },
  });
};
