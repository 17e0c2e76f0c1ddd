import { trajectory } from '../../dynamics/running.ts';
import type { Check, Observation } from '../../types/check.ts';
import type { Running, Trajectory } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { contrast, short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { tooCoarse } from '../run/resolution.ts';
import { isAtRest, onRun, runOf } from '../run/run.ts';
import { streamOf } from '../run/streams.ts';
import { beyondNoise, type Departure } from './beyondNoise.ts';
import { type Comparison, compareRuns } from './compareRuns.ts';
import type { Law } from './law.ts';
import { eachSquareInRange } from './rounding.ts';
import { variantRun } from './variantRun.ts';

/** Steps of a run that a law is tried on: averages have formed, errors have not piled up. */
export const lawSteps = { min: 1, max: 8 } as const;

/**
 * The check of a law: the rule runs once on the loss of the case, and once more, open loop, on what the law makes of
 * that history; Δ must correspond step by step.
 *
 * The second run is shown the changed loss as well, so that rules which read values of L, or its network, are held
 * to the law too. A difference beyond the rounding of Δ refutes only where it is also beyond what a few units in the
 * last place of the input do to the rule, and beyond the rounding of θ (from which rules may compute Δ).
 */
export const lawCheck = (law: Law): Check => ({
  id: law.id,
  layer: 'laws',
  claim: law.claim,
  source: law.source,
  kind: 'trait',
  applies: () => true,
  ...(law.needsResolution && { notApplicable: tooCoarse }),
  demand: () => ({ steps: lawSteps, ...(law.losses && { losses: law.losses }) }),
  observe: (setting) => onRun(setting, runOf(setting), (recorded) => observeLaw(law, setting, recorded)),
});

function* observeLaw(law: Law, setting: Setting, recorded: Trajectory): Running<Observation> {
  const { rule, loss, scenario } = setting;
  const random = streamOf(scenario, 'law', law.id);
  const changed = law.change({ setting, steps: recorded.steps, random });
  if ('reason' in changed) return vacuous(changed.reason);
  const { history } = changed;
  const plain = history
    ? yield* trajectory(rule, loss, { ...runOf(setting), history, steps: history.length })
    : recorded;
  if (plain.fault) return vacuous(plain.fault.message);
  let worst = 1;
  let moved = !isAtRest(plain);
  for (const variant of changed.variants) {
    const other = yield* trajectory(rule, variant.loss, variantRun(setting, variant));
    if (other.fault) return vacuous(`${variant.words}: ${other.fault.message}`);
    if (other.steps.length === 0) return vacuous(`${variant.words}: out of range at the start`);
    moved ||= !isAtRest(other);
    const comparison = compareRuns(plain.steps, other.steps, variant, {
      precision: rule.precision,
      arithmetic: rule.arithmetic,
      stepSize: scenario.stepSize,
    });
    if (comparison.gaps.length > 0) {
      const reorders = law.movesCoordinates;
      return yield* judge(law, { setting, variant, plain, other, reorders }, comparison);
    }
    worst = Math.min(worst, comparison.margin);
  }
  return moved ? holds(worst) : vacuous('nothing moves');
}

function* judge(law: Law, found: Departure, { gaps }: Comparison): Running<Observation> {
  const { setting, variant, plain, other } = found;
  if (law.movesCoordinates && (plain.random || other.random)) {
    return vacuous(`${variant.words}: a rule that draws random numbers can obey this in distribution only`);
  }
  const { arithmetic } = setting.rule;
  if (
    ![plain, other].every(({ steps }) => steps.every((step) => eachSquareInRange(step.gradient, arithmetic)))
  ) {
    return inconclusive(`${variant.words}: squares of gradients over- or underflow`);
  }
  // Most rules that break a law break it at the first gap, which shorter runs decide.
  const first = gaps.filter(({ step }) => step === gaps[0]!.step);
  const gap = (yield* beyondNoise(found, first)) ?? (yield* beyondNoise(found, gaps.slice(first.length)));
  if (gap) {
    return refuted({
      cause: law.cause,
      sentence: `${variant.words}, ${variant.quantity(gap.coordinate)} at step ${gap.step} is ${contrast(gap.changed, gap.plain)}`,
      margin: -gap.difference / Math.max(Math.abs(gap.plain), Math.abs(gap.changed)),
      derived: {
        step: gap.step,
        coordinate: gap.coordinate,
        measured: gap.changed,
        due: gap.plain,
        allowed: gap.noise,
      },
    });
  }
  const { step, coordinate, difference } = gaps[0]!;
  return inconclusive(
    `${variant.words}, ${variant.quantity(coordinate)} at step ${step} differs by ${short(difference)}, which rounding can do to this rule`,
  );
}
