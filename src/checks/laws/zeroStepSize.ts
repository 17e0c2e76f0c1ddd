import { displacementRoundoff, restRoundoff } from '../../dynamics/rounding.ts';
import { trajectory } from '../../dynamics/running.ts';
import type { Check } from '../../types/check.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Step } from '../../types/run.ts';
import { short } from '../outcome/figures.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { runOf } from '../run/run.ts';

/** Of θ′ as it is handed back, what rounding it more than once does; of a Δ, what rounding θ′ before the difference does. */
const allowedAt = (step: Step, i: number, rule: NamedRule): number =>
  step.stored ? restRoundoff(step, i, rule) : displacementRoundoff(step.theta[i]!, rule.precision);

const zeroStepSize: Check = {
  id: 'zero-step-size',
  layer: 'laws',
  claim:
    'With η = 0 every Δθ is 0, up to the rounding of θ′ − θ, unless the rule declares its step size internal.',
  source: 'Δ = η g with finite g',
  kind: 'required',
  applies: (rule) => rule.stepSize !== 'internal',
  demand: () => ({ steps: { min: 1, max: 8 } }),
  *observe(setting) {
    const run = runOf(setting);
    const still = yield* trajectory(setting.rule, setting.loss, { ...run, stepSize: 0 });
    for (const step of still.steps) {
      const { index, delta } = step;
      const i = delta.findIndex((value, at) => Math.abs(value) > allowedAt(step, at, setting.rule));
      if (i < 0) continue;
      return refuted({
        cause: 'moves-at-zero-step-size',
        sentence: `step ${index}: Δθ[${i}] = ${short(delta[i]!)} although η = 0`,
        margin: -Math.abs(delta[i]!),
        derived: {
          step: index,
          coordinate: i,
          measured: delta[i]!,
          allowed: allowedAt(step, i, setting.rule),
        },
      });
    }
    if (!still.fault)
      return still.steps.length > 0 ? holds(1) : vacuous('the gradient overflows at the start');
    // A fault that any step size brings about belongs to the layer of form.
    const usual = yield* trajectory(setting.rule, setting.loss, run);
    if (usual.fault?.kind === still.fault.kind) return vacuous(still.fault.message);
    return refuted({
      cause: `${still.fault.kind}-at-zero-step-size`,
      sentence: `step ${still.fault.step}, with η = 0: ${still.fault.message}`,
      margin: -1,
      derived: { step: still.fault.step },
    });
  },
  assertion: (_cause, _scenario, { derived: { allowed = 0 } }) => ({
    perStep: `  assert.ok(delta.every((value) => value === 0), \`Δθ with step size 0 is [\${delta}]\`);
`,
    stepSize: 0,
    python: {
      condition: `all(abs(d) <= ${allowed} for d in delta)`,
      otherwise: 'it moves although the step size is 0',
    },
  }),
};

export default zeroStepSize;
