import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import { type Trajectory, trajectorySteps } from '../dynamics/trajectory.ts';
import { isZero } from '../linalg/vector.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Suspicion } from '../types/suspicion.ts';
import type { Vector } from '../types/vector.ts';
import { isLinear, linearCase, variedGradients } from './looking/cases.ts';
import { reasonTooCoarse } from './looking/notApplicable.ts';
import { prescribedLoss, prescribedRun, respond } from './looking/prescribed.ts';
import { areEqual } from './looking/stateArrays.ts';
import { watched } from './looking/watched.ts';

const id = 'ignores-gradient';

/** Gradients that are exchanged one by one, and steps after them within which that has to show. */
const [exchanged, later] = [24, 200];

export default {
  id,
  statement:
    'Of some steps that move, at no period, the gradient changes no bit of their own Δθ and none of the next 200, whatever it is; the loss is not read.',
  source: 'a gradient that is kept from an earlier step, or lost on the way',
  raisedBy: 'always',
  losses: isLinear,
  cases: 12,
  notApplicable: reasonTooCoarse,
  draw: (rule, index, families) => linearCase({ id, dimension: 3, steps: exchanged }, rule, index, families),
  observe({ rule, loss, scenario }) {
    const slope = loss.gradient(Float64Array.from(scenario.theta));
    const { rule: seen, reads } = watched(rule);
    let ignored: readonly number[] = [];
    // A period may be longer than what mostly tells.
    for (const count of [scenario.steps, 5 * scenario.steps]) {
      const gradients = variedGradients(scenario, slope, 'own', count + later);
      // Where a gradient shows in its own step, as it mostly does, nothing later has to be looked at.
      const short = respond(seen, { ...scenario, gradients: gradients.slice(0, count) });
      const reason = reasonNotJudged(short);
      if (reason !== undefined || short.random) return vacuous(reason ?? 'random numbers were drawn');
      if (short.steps.length < count) return vacuous(short.end);
      if (reads.loss) return vacuous('it reads its loss');
      const changes = (k: number, usual: Trajectory, length: number): boolean =>
        factors.some((factor) => {
          const changed = gradients.slice(0, length).with(
            k,
            gradients[k]!.map((d) => factor * d),
          );
          return !isSame(rule, { scenario, usual, from: k }, changed);
        });
      const suspect = Array.from({ length: count }, (_, k) => k).filter(
        (k) => !isZero(short.steps[k]!.delta) && !changes(k, short, k + 1),
      );
      if (suspect.length === 0) return holds(1);
      const usual = respond(rule, { ...scenario, gradients });
      if (usual.steps.length < gradients.length) return vacuous(usual.end);
      ignored = suspect.filter((k) => !changes(k, usual, gradients.length));
      if (ignored.length === 0 || isPeriodic(ignored, count)) return holds(1);
    }
    return refuted({
      cause: 'gradient-ignored',
      sentence: `${ignored.length === 1 ? `the gradient of step ${ignored[0]}` : `each gradient of ${ignored.length} of the first ${5 * scenario.steps} steps`} changes nothing, neither at its own step, which moves, nor at any of the next ${later}`,
      margin: -1,
      derived: { shown: ignored.map((k) => `step ${k}`), step: ignored[0]! },
    });
  },
} satisfies Suspicion;

/** What a gradient is multiplied by in its exchange. */
const factors = [-1, 2 ** -10, 2 ** 10];

/** Whether a history with another gradient gives the same steps from that gradient on. */
const isSame = (
  rule: NamedRule,
  {
    scenario,
    usual,
    from,
  }: { readonly scenario: Scenario; readonly usual: Trajectory; readonly from: number },
  gradients: readonly Vector[],
): boolean => {
  const loss = prescribedLoss(gradients, scenario.stepSize);
  let count = 0;
  for (const { index, delta } of trajectorySteps(rule, loss, prescribedRun({ ...scenario, gradients }))) {
    count++;
    if (index >= from && !areEqual(delta, usual.steps[index]!.delta)) return false;
  }
  return count === gradients.length;
};

/**
 * Whether some steps come again at a period, in the second half of so many at least: a rule that looks at every other
 * gradient means to. One that looks at none of them does not.
 */
const isPeriodic = (steps: readonly number[], count: number): boolean => {
  const half = Math.floor(count / 2);
  const among = new Set(steps);
  const flags = Array.from({ length: count - half }, (_, k) => among.has(half + k));
  if (flags.every((flag) => flag) || !flags.some((flag) => flag)) return false;
  for (let period = 2; period <= half / 2; period++) {
    if (flags.every((flag, k) => k < period || flag === flags[k - period])) return true;
  }
  return false;
};
