import { type BlockDescent, blockDescent, blocksOf } from '../../dynamics/blocks.ts';
import { certifyForm } from '../../dynamics/certifiedForm.ts';
import type { Evidence } from '../../dynamics/evidence.ts';
import { dropBetween, fell } from '../../dynamics/lossDrop.ts';
import { type FormStep, secantPairs } from '../../dynamics/secantPairs.ts';
import { runWindow } from '../../dynamics/window.ts';
import { minimumConditionNumber } from '../../metric/conditionNumber.ts';
import { effectivePair } from '../../metric/effectivePair.ts';
import type { Observation, StepTrace, Trace } from '../../types/check.ts';
import type { Block } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { holds, inconclusive, vacuous } from '../outcome/outcome.ts';

/**
 * Whether every step of a run on which the loss falls is g = −M⁻¹D̄L with a proven M ≻ 0, and every effective block as
 * well; with what the statistics want to know of each step.
 *
 * A failed certificate would be a fault of this suite: it never falsifies the rule. Every step is certified by products
 * with M, the one with the widest angle by its dense matrix as well.
 *
 * @param scales.update η, or 1 for a rule that chooses its own step: g = (θ' − θ)/η
 * @param scales.stepSize η
 */
export const judgeForm = (
  evidence: Evidence,
  scales: { readonly update: number; readonly stepSize: number },
): Observation => {
  const { steps, objective } = evidence;
  const moved = secantPairs(evidence, scales.update).map((form) => ({
    form,
    blocks: form.geometry ? blockDescent(blocksOf(objective), form.g, form.y) : [],
  }));
  const trace: Trace = {
    steps: moved.map((one) => stepTrace(evidence, one, scales.stepSize)),
    atRest: steps.length - moved.length,
    window: runWindow(Array.from({ length: steps.length + 1 }, (_, k) => evidence.loss(k))),
  };
  return { ...certified(objective.blocks ?? [], moved), trace };
};

/** A step that moved, and what it does on each block of the loss where that is defined. */
interface Moved {
  readonly form: FormStep;
  readonly blocks: readonly BlockDescent[];
}

const stepTrace = (evidence: Evidence, { form, blocks }: Moved, stepSize: number): StepTrace => {
  const { k, step, y, geometry } = form;
  const { smoothness } = evidence.objective;
  const down = fell(form);
  return {
    index: step.index,
    angle: geometry?.angle ?? null,
    conditionNumber: down && geometry?.sign === 1 ? minimumConditionNumber(geometry) : null,
    fell: down,
    scale: geometry ? largestEntry(y) : null,
    relativeStepSize: smoothness === undefined ? null : stepSize * smoothness,
    gradientDescentFell: smoothness === undefined ? null : gradientDescentFell(evidence, k, stepSize),
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

/** Whether θ + ηy has a lower loss than θ; null where the loss cannot be asked there. */
const gradientDescentFell = (evidence: Evidence, k: number, stepSize: number): boolean | null => {
  if (!evidence.lossAt) return null;
  const { theta, time } = evidence.steps[k]!;
  const y = evidence.y(k);
  const next = theta.map((value, i) => value + stepSize * y[i]!);
  return fell(dropBetween(evidence.loss(k), evidence.lossAt(next, time)));
};

const certified = (blocksOfLoss: readonly Block[], moved: readonly Moved[]): Observation => {
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
    for (const [b, { from, to }] of blocksOfLoss.entries()) {
      if (blocks[b]?.status !== 'effective') continue;
      const part = certifyForm(effectivePair(g.subarray(from, to), y.subarray(from, to)), false);
      if (part.doubt !== undefined) return doubt(step.index, part.doubt);
      margin = Math.min(margin, part.margin);
    }
  }
  if (margin < Number.POSITIVE_INFINITY) return holds(margin);
  return doubt(effective[0]!.form.step.index, 'rounding has turned the sign of yᵀg although the loss fell');
};

const doubt = (step: number, reason: string): Observation =>
  inconclusive(`step ${step}: ${reason}; this casts doubt on the suite, not on the rule`);
