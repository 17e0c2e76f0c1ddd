import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import { trajectorySteps } from '../dynamics/trajectory.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { isLinear, linearCase, variedGradients } from './looking/cases.ts';
import { keepsState, reasonNoState } from './looking/notApplicable.ts';
import { prescribedLoss, prescribedRun, respond } from './looking/prescribed.ts';
import { areZeros, stateArrays, zeroArrays } from './looking/stateArrays.ts';
import { watched } from './looking/watched.ts';

const id = 'state-moves';

/** Steps of a case; the first case is longer, for what begins late. */
const [usualSteps, longest] = [200, 2000];

export default {
  id,
  statement:
    'An array of D entries of the state, all 0 at the start, stays all 0 over 200 steps of gradients that are nowhere 0, in every case; the loss is not read.',
  source: 'a state that is never written: new moments that do not get back into it',
  raisedBy: 'always',
  losses: isLinear,
  cases: 20,
  applies: keepsState,
  notApplicable: reasonNoState,
  draw: (rule, index, families) =>
    linearCase({ id, dimension: 5, steps: index === 0 ? longest : usualSteps }, rule, index, families),
  observe({ rule, loss, scenario }) {
    const { dimension } = loss;
    const slope = loss.gradient(Float64Array.from(scenario.theta));
    const gradients = variedGradients(scenario, slope, 'own', scenario.steps);
    const begun = respond(rule, { ...scenario, gradients: [] });
    const still = new Set(zeroArrays(begun.state, dimension));
    if (begun.fault || still.size === 0) return vacuous('no array of D entries is 0 at the start');
    const { rule: seen, reads } = watched(rule);
    const steps = trajectorySteps(
      watching(seen, (state) => {
        const arrays = stateArrays(state, dimension);
        for (const path of still) {
          const values = arrays.get(path);
          if (!values || !areZeros(values)) still.delete(path);
        }
      }),
      prescribedLoss(gradients, scenario.stepSize),
      prescribedRun({ ...scenario, gradients }),
    );
    let next = steps.next();
    while (!next.done && still.size > 0) next = steps.next();
    if (!next.done) return holds(1);
    const ran = next.value;
    const reason = reasonNotJudged(ran);
    if (reason !== undefined || ran.steps.length < usualSteps) return vacuous(reason ?? ran.end);
    if (reads.loss) return vacuous('it reads its loss, and its state may be about what no linear loss has');
    if (ran.random) return vacuous('random numbers were drawn');
    return refuted({
      cause: 'state-never-written',
      sentence: `is 0 at the start and after each of ${ran.steps.length} steps, though no gradient was 0 anywhere`,
      margin: -1,
      derived: { shown: [...still] },
    });
  },
} satisfies Suspicion;

/** The same rule, whose state is looked at before each step but the first. */
const watching = (rule: NamedRule, look: (state: unknown) => void): NamedRule => ({
  ...rule,
  update(context, state) {
    if (context.step > 0) look(state);
    return rule.update(context, state);
  },
});
