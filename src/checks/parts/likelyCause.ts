import { runTrajectory } from '../../dynamics/trajectory.ts';
import type { Check } from '../../types/check.ts';
import type { NamedRule, RuleOutput } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector, VectorLike } from '../../types/vector.ts';
import { usualRun } from './formCheck.ts';
import { runOf } from './runs.ts';

/**
 * What is probably wrong with a rule that a check refutes on a case, in words; undefined where nothing simple would
 * mend it.
 *
 * Tried on the case and on a few beside it: whether `init` or `update` returns a promise, whether it returns θ' in place of
 * θ' − θ (with η = 0 it hands back θ itself, and Δθ − θ passes the check), and whether −Δθ passes.
 */
export const likelyCause = (check: Check, setting: Setting): string | undefined => {
  const { fault } = usualRun(setting, () => {});
  if (fault?.kind === 'async') {
    return fault.step < 0
      ? '`init` is async: it must return the state itself, not a promise of it'
      : '`update` is async: it must return Δθ itself, not a promise of it';
  }
  if (returnsParameters(setting) && passes(check, setting, displaced(setting.rule))) {
    return `this looks like new parameters, not a displacement: Δθ − θ passes ${check.id}`;
  }
  if (check.layer !== 'form' && passes(check, setting, negated(setting.rule))) {
    return `−Δθ passes ${check.id}: is the sign wrong?`;
  }
  return undefined;
};

/** Whether a mended rule holds on the case itself and is refuted on none of its neighbours. */
const passes = (check: Check, setting: Setting, rule: NamedRule): boolean => {
  if (!check.applies(rule)) return false;
  const { scenario } = setting;
  const around = [
    scenario,
    { ...scenario, theta: scenario.theta.map((value) => 2 * value + 1) },
    { ...scenario, theta: scenario.theta.map((value) => value / 2 + 3) },
    { ...scenario, stepSize: scenario.stepSize / 8 },
  ];
  return around
    .map((near) => check.observe({ ...setting, rule, scenario: near }, () => {}).status)
    .every((status, i) => (i === 0 ? status === 'holds' : status !== 'refuted'));
};

/** Whether the rule hands back θ bit for bit at η = 0, for a θ without zeros. */
const returnsParameters = (setting: Setting): boolean => {
  const theta = setting.scenario.theta.map((value) => Math.abs(value) + 1);
  const run = { ...runOf(setting, () => {}), theta, stepSize: 0, steps: 1 };
  const [step] = runTrajectory(setting.rule, setting.loss, run).steps;
  return step?.delta.every((value, i) => value === theta[i]) ?? false;
};

const negated = (rule: NamedRule): NamedRule => mended(rule, (delta) => Float64Array.from(delta, (d) => -d));

const displaced = (rule: NamedRule): NamedRule =>
  mended(rule, (delta, theta) => Float64Array.from(delta, (d, i) => d - theta[i]!));

/** The rule with its displacement replaced. */
const mended = (rule: NamedRule, mend: (delta: VectorLike, theta: Vector) => Vector): NamedRule => ({
  ...rule,
  ...(rule.init && { init: (theta, setting) => rule.init?.(theta, setting) }),
  update: (context, state) => {
    const output: RuleOutput = rule.update(context, state);
    return 'delta' in output
      ? { ...output, delta: mend(output.delta, context.theta) }
      : mend(output, context.theta);
  },
});
