import { steadyLosses } from '../../rules/declaration/scope.ts';
import type { Check } from '../../types/check.ts';
import { judgeFalls } from '../judgement/falls.ts';
import { onPromisedRun, runOf } from '../run/run.ts';

const everyStep: Check = {
  id: 'every-step',
  layer: 'descent',
  claim: 'L(θₜ₊₁) < L(θₜ) at every step that moves, at every step size that the contract covers.',
  source: 'P10: a metric exists for the step iff the loss fell',
  kind: 'required',
  applies: (rule) => rule.contract.effective === 'every-step',
  demand: (rule) => ({ steps: { min: 1, max: 24 }, promisedStepSize: true, ...steadyLosses(rule) }),
  observe: (setting) => onPromisedRun(setting, runOf(setting), (evidence) => judgeFalls(evidence, 1)),
  assertion: () => ({
    perStep: `  if (delta.some((value) => value !== 0)) {
    const [before, after] = [value(theta, time), value(theta.map((x, i) => x + delta[i]), time)];
    assert.ok(after < before, \`L after step \${step} is \${after}, not below \${before}\`);
  }
`,
  }),
};

export default everyStep;
