import { type BlockDescent, blockDescent, blocksOf } from '../../dynamics/blocks.ts';
import { lossDrop } from '../../dynamics/lossDrop.ts';
import { runWindow } from '../../dynamics/window.ts';
import { minimumConditionNumber } from '../../metric/conditionNumber.ts';
import { effectivePair } from '../../metric/effectivePair.ts';
import type { Check, Observation, StepTrace, Trace } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { certifyForm } from '../parts/certifyForm.ts';
import { usualRun } from '../parts/formCheck.ts';
import { type FormStep, fell, formSteps, lossesOf } from '../parts/formStep.ts';
import { objectiveOf } from '../parts/objective.ts';
import { vacuous } from '../parts/outcomes.ts';

/**
 * A failed certificate would be a fault of this suite: it never falsifies the rule. Every step is certified by products
 * with M, the one with the widest angle by its dense matrix as well.
 */
const naturalGradientForm: Check = {
  id: 'natural-gradient-form',
  layer: 'descent',
  claim:
    'Every step on which the loss falls is g = −M⁻¹D̄L with a proven M ≻ 0 of least condition number, and so is every effective block.',
  source: 'P1, P5, P10, P15: M g = y has a positive definite solution iff yᵀg > 0, κ(M) ≥ κ*',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: { min: 1, max: 24 }, capped: true }),
  observe: (setting, announce) => {
    const { rule, loss, scenario } = setting;
    const { steps, fault } = usualRun(setting, announce);
    if (steps.length === 0)
      return vacuous(fault?.message ?? 'the loss or its gradient overflows at the start');
    const objective = objectiveOf(rule, loss);
    const scale = rule.stepSize === 'internal' ? 1 : scenario.stepSize;
    const losses = lossesOf(objective, steps);
    const moved = formSteps(objective, steps, { losses, scale }).map((form) => ({
      form,
      blocks: form.geometry ? blockDescent(blocksOf(objective), form.g, form.y) : [],
    }));
    const trace: Trace = {
      steps: moved.map((one) => stepTrace(objective, one, scenario.stepSize)),
      atRest: steps.length - moved.length,
      window: runWindow(losses),
    };
    return { ...certified(objective, moved), trace };
  },
};

/** A step that moved, and what it does on each block of the loss where that is defined. */
interface Moved {
  readonly form: FormStep;
  readonly blocks: readonly BlockDescent[];
}

const stepTrace = (loss: Loss, { form, blocks }: Moved, stepSize: number): StepTrace => {
  const { step, y, geometry } = form;
  const down = fell(form);
  return {
    index: step.index,
    angle: geometry?.angle ?? null,
    conditionNumber: down && geometry?.sign === 1 ? minimumConditionNumber(geometry) : null,
    fell: down,
    scale: geometry ? largestEntry(y) : null,
    relativeStepSize: loss.smoothness === undefined ? null : stepSize * loss.smoothness,
    gradientDescentFell: loss.smoothness === undefined ? null : gradientDescentFell(loss, form, stepSize),
    blocks: blocks.map(({ name, status }) => ({
      name,
      effective: status === 'at-rest' ? null : status === 'effective',
    })),
  };
};

const largestEntry = (y: Vector): number => {
  let most = 0;
  for (let i = 0; i < y.length; i++) most = Math.max(most, Math.abs(y[i]!));
  return most;
};

const gradientDescentFell = (loss: Loss, { step }: FormStep, stepSize: number): boolean | null => {
  const gradient = loss.gradient(step.theta, step.time);
  const next = step.theta.map((value, i) => value - stepSize * gradient[i]!);
  return fell(lossDrop(loss, step.theta, next, step.time));
};

const certified = (loss: Loss, moved: readonly Moved[]): Observation => {
  const effective = moved.filter(({ form }) => fell(form) === true);
  if (effective.length === 0) return vacuous('the loss falls on no step');
  const angleOf = ({ form }: Moved): number => form.geometry?.angle ?? 0;
  const widest = effective.reduce((a, b) => (angleOf(b) > angleOf(a) ? b : a)).form;
  let margin = Number.POSITIVE_INFINITY;
  for (const { form, blocks } of effective) {
    const { g, y, geometry, step } = form;
    if (geometry?.sign !== 1) {
      // The loss is known to have fallen, but rounding in D̄L has turned the sign of yᵀg, or overflow lost it.
      continue;
    }
    const found = certifyForm({ ...geometry, g, y }, form === widest);
    if (found.doubt !== undefined) return doubt(step.index, found.doubt);
    margin = Math.min(margin, found.margin);
    for (const [b, { from, to }] of (loss.blocks ?? []).entries()) {
      if (blocks[b]?.status !== 'effective') continue;
      const part = certifyForm(effectivePair(g.subarray(from, to), y.subarray(from, to)), false);
      if (part.doubt !== undefined) return doubt(step.index, part.doubt);
      margin = Math.min(margin, part.margin);
    }
  }
  if (margin < Number.POSITIVE_INFINITY) return { status: 'holds', margin };
  return doubt(effective[0]!.form.step.index, 'rounding has turned the sign of yᵀg although the loss fell');
};

const doubt = (step: number, reason: string): Observation => ({
  status: 'inconclusive',
  margin: Number.NaN,
  sentence: `step ${step}: ${reason}; this casts doubt on the suite, not on the rule`,
});

export default naturalGradientForm;
