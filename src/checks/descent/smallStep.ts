import type { Assertion, Check } from '../../types/check.ts';
import type { Scenario } from '../../types/scenario.ts';
import { stepsAtRest } from '../ladder/standstill.ts';
import { observeSmallStep } from '../ladder/stepSizeLadder.ts';
import { usualSteps } from '../run/run.ts';

const uphill: Assertion = {
  perStep: `  const drop = y.reduce((sum, value, i) => sum + value * delta[i], 0);
  if (delta.some((value) => value !== 0)) assert.ok(drop > 0, \`yᵀΔθ at step \${step} is \${drop}, not above 0\`);
`,
  frozen: true,
  python: {
    condition: 'not any(delta) or sum(-g * d for g, d in zip(gradient, delta)) > 0',
    otherwise: 'it goes uphill to first order',
  },
};

/** A rule at rest stays where it is: one run as long as the check's shows it. */
const moves = ({ steps, theta }: Scenario): Assertion => {
  const all = stepsAtRest(steps, theta.length);
  return {
    begun: `let moved = false;
`,
    perStep: `  moved ||= delta.some((value) => value !== 0);
`,
    ended: `assert.ok(moved, 'Δθ is 0 in each of ${all} steps');
`,
    steps: all,
    frozen: true,
  };
};

const smallStep: Check = {
  id: 'small-step',
  layer: 'descent',
  claim:
    'With t frozen and the full gradient there is a step size at which every step that moves has yᵀΔθ > 0.',
  source: 'P7, P11: effective in the limit η → 0',
  kind: 'required',
  applies: (rule) => rule.contract.effective === 'small-step',
  demand: () => ({ steps: usualSteps }),
  observe: observeSmallStep,
  assertion: (cause, scenario) => (cause === 'never-moves' ? moves(scenario) : uphill),
};

export default smallStep;
