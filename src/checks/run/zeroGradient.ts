import { trajectory } from '../../dynamics/running.ts';
import { flatLoss } from '../../losses/derived/flatLoss.ts';
import { withShapesOf } from '../../losses/derived/withShapes.ts';
import type { Loss } from '../../types/loss.ts';
import type { Fault, Run, Running, Shown, Trajectory } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { excuseForNotFinite, runOf } from './run.ts';

/** Steps with an exactly zero gradient that follow ordinary ones: momentum and averages go on changing. */
const zeroSteps = 3;

/**
 * The run of the rule where ∇L = 0: on the loss itself where θ₀ is exactly stationary, on the constant loss of the
 * same dimension where it is not.
 */
export const atZeroGradient = (setting: Setting): Running<Trajectory> => {
  const { rule } = setting;
  const { shown, run } = whereStill(setting);
  return trajectory(rule, shown, run);
};

/** Why a Δ that is not finite in that run is no fault of the rule; undefined where it is. */
export const excuseAtZeroGradient = (setting: Setting, ended: Trajectory): Running<string | undefined> => {
  const { shown, run } = whereStill(setting);
  return excuseForNotFinite(setting.rule, shown, run, ended);
};

const whereStill = (setting: Setting): { readonly shown: Loss; readonly run: Run } => {
  const { loss, scenario } = setting;
  const stationary = loss.gradient(Float64Array.from(scenario.theta), 0).every((value) => value === 0);
  const shown = stationary ? loss : withShapesOf(loss, flatLoss(loss.dimension));
  return { shown, run: { ...runOf(setting), frozen: true } };
};

/** A non-finite Δθ at a gradient that became exactly 0 after the steps of the scenario, if there is one without excuse. */
export function* faultBehindOrdinarySteps(setting: Setting): Running<Fault | undefined> {
  const { rule, loss } = setting;
  const run = runOf(setting);
  const ordinary = yield* trajectory(rule, loss, run);
  if (ordinary.end !== 'completed') return undefined;
  const theta = ordinary.steps.at(-1)!.next;
  const still: Shown = { theta, gradient: new Float64Array(loss.dimension) };
  const history = [...ordinary.steps, ...Array<Shown>(zeroSteps).fill(still)];
  const longer: Run = { ...run, history, steps: history.length };
  const ended = yield* trajectory(rule, loss, longer);
  const { fault } = ended;
  if (fault?.kind !== 'not-finite' || fault.step < ordinary.steps.length) return undefined;
  const excuse = yield* excuseForNotFinite(rule, loss, longer, ended);
  return excuse === undefined ? fault : undefined;
}
