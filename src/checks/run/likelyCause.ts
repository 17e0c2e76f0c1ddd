import { firstOrderPairs } from '../../dynamics/firstOrderPairs.ts';
import { displacementOf, withDisplacement } from '../../dynamics/output.ts';
import { trajectory } from '../../dynamics/running.ts';
import type { Check } from '../../types/check.ts';
import type { NamedRule, RuleOutput } from '../../types/rule.ts';
import type { Run, Running } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector, VectorLike } from '../../types/vector.ts';
import { misreadContext } from './misreadContext.ts';
import { evidenceOf, isAtRest, runOf, usualRun } from './run.ts';
import { atZeroGradient } from './zeroGradient.ts';
/**
 * What is probably wrong with a rule that a check refutes on a case, in words; undefined where nothing simple would
 * fix it.
 *
 * Tried on the case and on a few beside it: whether `init` or `update` returns a promise, whether it reads what it is
 * shown under another name, whether it returns θ' in place of
 * θ' − θ (with η = 0 it hands back θ itself, and Δθ − θ passes the check), and whether −Δθ passes.
 */
export function* likelyCause(check: Check, setting: Setting): Running<string | undefined> {
  const { fault } = yield* usualRun(setting);
  if (fault?.kind === 'async') {
    return fault.step < 0
      ? '`init` is async: it must return the state itself, not a promise of it'
      : '`update` is async: it must return Δθ itself, not a promise of it';
  }
  const misread = yield* misreadContext(setting);
  if (misread !== undefined) return misread;
  if ((yield* returnsParameters(setting)) && (yield* passes(check, setting, displaced(setting.rule)))) {
    return `this looks like new parameters, not a displacement: Δθ − θ passes ${check.id}`;
  }
  if (check.id === 'zero-step-size' && (yield* hasOwnSteps(setting))) {
    const internal = setting.rule.capabilities ? 'its step size "internal"' : "stepSize: 'internal'";
    return `it goes downhill with η = 0 as well: where its step sizes are its own, declare ${internal}`;
  }
  if (check.layer !== 'form' && (yield* passes(check, setting, negated(setting.rule)))) {
    return `−Δθ passes ${check.id}: is the sign wrong?`;
  }
  return undefined;
}

/** Whether a corrected rule holds on the case itself and is refuted on none of its neighbours. */
function* passes(check: Check, setting: Setting, rule: NamedRule): Running<boolean> {
  if (!check.applies(rule)) return false;
  const { scenario } = setting;
  const around = [
    scenario,
    { ...scenario, theta: scenario.theta.map((value) => 2 * value + 1) },
    { ...scenario, theta: scenario.theta.map((value) => value / 2 + 3) },
    { ...scenario, stepSize: scenario.stepSize / 8 },
  ];
  for (const near of around) {
    const { status } = yield* check.observe({ ...setting, rule, scenario: near });
    if (near === scenario ? status !== 'holds' : status === 'refuted') return false;
  }
  return true;
}

/** Whether the rule hands back θ bit for bit at η = 0, for a θ without zeros. */
function* returnsParameters(setting: Setting): Running<boolean> {
  const theta = setting.scenario.theta.map((value) => Math.abs(value) + 1);
  const run = { ...runOf(setting), theta, stepSize: 0, steps: 1 };
  const { steps } = yield* trajectory(setting.rule, setting.loss, run);
  const [step] = steps;
  return step?.delta.every((value, i) => value === theta[i]) ?? false;
}

/** Whether steps that η does not scale go downhill, and rest where nothing pulls: no decay that η should scale. */
function* hasOwnSteps(setting: Setting): Running<boolean> {
  const run: Run = { ...runOf(setting), stepSize: 0, frozen: true };
  const own = evidenceOf(setting, run, yield* trajectory(setting.rule, setting.loss, run));
  const pairs = firstOrderPairs(own);
  if (pairs.length === 0 || !pairs.every(({ product, bound }) => product > bound)) return false;
  return isAtRest(yield* atZeroGradient({ ...setting, scenario: { ...setting.scenario, stepSize: 0 } }));
}

const negated = (rule: NamedRule): NamedRule =>
  corrected(rule, (delta) => Float64Array.from(delta, (d) => -d));

const displaced = (rule: NamedRule): NamedRule =>
  corrected(rule, (delta, theta) => Float64Array.from(delta, (d, i) => d - theta[i]!));

/** The rule with its displacement replaced. */
const corrected = (rule: NamedRule, correct: (delta: VectorLike, theta: Vector) => Vector): NamedRule => ({
  ...rule,
  ...(rule.init && { init: (theta, setting) => rule.init?.(theta, setting) }),
  update: (context, state) => {
    const output: RuleOutput = rule.update(context, state);
    const { theta } = context;
    return withDisplacement(output, theta, correct(displacementOf(output, theta), theta));
  },
});
