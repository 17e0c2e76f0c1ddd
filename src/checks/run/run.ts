import { type Evidence, evaluate } from '../../dynamics/evidence.ts';
import { isOverflow } from '../../dynamics/overflow.ts';
import { trajectory } from '../../dynamics/running.ts';
import { isZero } from '../../linalg/vector.ts';
import { asked, objectiveOf } from '../../rules/declaration/objective.ts';
import type { Observation } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Run, Running, Trajectory } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { short } from '../outcome/figures.ts';
import { vacuous } from '../outcome/outcome.ts';

/**
 * Steps of the runs of form and of `small-step`: beyond fifty now and then. One excuses the runs that a fault found by
 * the other ends, so that both have to be as long.
 */
export const usualSteps = { min: 1, max: 64 } as const;

/** The run that a scenario describes: closed loop, from θ₀, with the step size and the seed of the case. */
export const runOf = ({ scenario }: Setting): Run => ({
  theta: scenario.theta,
  stepSize: scenario.stepSize,
  steps: scenario.steps,
  seed: scenario.seed,
  hyperparameters: scenario.hyperparameters,
});

/** The run of a scenario as the rule is used in practice: time passes, and noisy gradients are noisy. */
export const noisyRunOf = (setting: Setting): Run => ({ ...runOf(setting), gradient: 'sample' });

/** That run as the checks of form make it, of whom one looks at what the rule was shown. */
export const sharedRunOf = (setting: Setting): Run => ({ ...noisyRunOf(setting), keepsShown: true });

/** Runs a rule as it is used in practice. */
export const usualRun = (setting: Setting): Running<Trajectory> =>
  trajectory(setting.rule, setting.loss, noisyRunOf(setting));

/** Why nothing can be judged of a run, in words: a fault, which another check reports, or not a single step. */
export const reasonNotJudged = ({ fault, steps }: Trajectory): string | undefined => {
  if (fault) return fault.message;
  return steps.length > 0 ? undefined : 'the loss or its gradient overflows at the start';
};

/** Why the contract of a rule promises nothing at the step size of a case, in words; undefined where it does. */
export const reasonNotPromised = ({ rule, loss, scenario: { stepSize } }: Setting): string | undefined => {
  const { maxStepSize } = rule.contract;
  const limit = maxStepSize && asked('contract.maxStepSize', () => maxStepSize(loss));
  return limit === undefined || stepSize <= limit
    ? undefined
    : `nothing is promised for η = ${short(stepSize)}, above ${short(limit)}`;
};

/** What is made of a run: with more of them, or without. */
type Judge<Given> = (given: Given) => Observation | Running<Observation>;

/** What a check says of a run, vacuous where {@link reasonNotJudged}. */
export function* onRun({ rule, loss }: Setting, run: Run, judge: Judge<Trajectory>): Running<Observation> {
  const ran = yield* trajectory(rule, loss, run);
  const reason = reasonNotJudged(ran);
  if (reason !== undefined) return vacuous(reason);
  const judged = judge(ran);
  return 'status' in judged ? judged : yield* judged;
}

/** As {@link onRun}, and vacuous where no step moves. */
export const onMovingRun = (setting: Setting, run: Run, judge: Judge<Trajectory>): Running<Observation> =>
  onRun(setting, run, (ran) => (isAtRest(ran) ? vacuous('nothing moves') : judge(ran)));

/** Whether Δθ = 0 at every step. */
export const isAtRest = ({ steps }: Pick<Trajectory, 'steps'>): boolean =>
  steps.every(({ delta }) => isZero(delta));

/** The evidence of a run of ours, on the loss that the rule promises to descend. @param run the run as it was asked for */
export const evidenceOf = (
  { rule, loss, scenario }: Setting,
  run: Run,
  ran: Pick<Trajectory, 'steps' | 'end'>,
): Evidence => {
  const objective = objectiveOf(rule, loss, scenario.hyperparameters);
  const full = run.gradient !== 'sample' || loss.samples === undefined;
  const { precision, arithmetic, roundings } = rule;
  return evaluate(ran, { objective, precision, arithmetic, roundings, shown: objective === loss && full });
};

/**
 * What a promise about one step size comes to, on the evidence of a run: vacuous where the contract does not cover the
 * step size, {@link reasonNotJudged}, and where no step moves.
 */
export function* onPromisedRun(
  setting: Setting,
  run: Run,
  judge: (evidence: Evidence) => Observation,
): Running<Observation> {
  const reason = reasonNotPromised(setting);
  if (reason !== undefined) return vacuous(reason);
  return yield* onMovingRun(setting, run, (ran) => judge(evidenceOf(setting, run, ran)));
}

/**
 * Why a Δ that is not finite is no fault of the rule: θ had left its domain, as it does where θᵢ > 0 underflows, or the
 * step itself overflowed. Undefined where it is a fault.
 *
 * @param ended the run that ended with it
 */
export function* excuseForNotFinite(
  rule: NamedRule,
  loss: Loss,
  run: Run,
  { fault, steps }: Trajectory,
): Running<string | undefined> {
  if (fault?.kind !== 'not-finite') return undefined;
  if (rule.domain === 'positive' && steps.at(-1)?.next.some((x) => !(x > 0))) {
    return `θ has left the domain of the rule at step ${fault.step}`;
  }
  return (yield* isOverflow(rule, loss, run, fault))
    ? `the run diverges at step ${fault.step}, beyond what a number can hold`
    : undefined;
}
