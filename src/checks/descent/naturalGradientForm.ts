import type { Check } from '../../types/check.ts';
import { judgeForm } from '../judgement/form.ts';
import { vacuous } from '../outcome/outcome.ts';
import { evidenceOf, noisyRunOf, reasonNotJudged, usualRun } from '../run/run.ts';

const naturalGradientForm: Check = {
  id: 'natural-gradient-form',
  layer: 'descent',
  claim:
    'Every step on which the loss falls is g = −M⁻¹D̄L with a proven M ≻ 0 of least condition number, and so is every effective block.',
  source: 'P1, P5, P10, P15: M g = y has a positive definite solution iff yᵀg > 0, κ(M) ≥ κ*',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: { min: 1, max: 24 }, capped: true }),
  *observe(setting) {
    const { rule, scenario } = setting;
    const ran = yield* usualRun(setting);
    // What a rule did before its code failed is certified all the same.
    const reason = ran.steps.length === 0 ? reasonNotJudged(ran) : undefined;
    if (reason !== undefined) return vacuous(reason);
    const { stepSize } = scenario;
    return judgeForm(evidenceOf(setting, noisyRunOf(setting), ran), {
      update: rule.stepSize === 'internal' ? 1 : stepSize,
      stepSize,
    });
  },
};

export default naturalGradientForm;
