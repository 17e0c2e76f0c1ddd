import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import { type Step, trajectorySteps } from '../dynamics/trajectory.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Setting } from '../types/scenario.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { isLinear, linearCase, variedGradients } from './looking/cases.ts';
import { keepsState, reasonNoState } from './looking/notApplicable.ts';
import { prescribedLoss, prescribedRun, respond } from './looking/prescribed.ts';
import { areEqual, stateArrays, zeroArrays } from './looking/stateArrays.ts';
import { watched } from './looking/watched.ts';

const id = 'state-matters';

/** Steps within which an exchange has to show, where the rule declares no longer period. */
const usualHorizon = 200;

export default {
  id,
  statement:
    'A float array of D entries that is 0 at the start and changes, and is no copy of what the rule was just shown or did, moves no Δθ: in its place that of another run changes no bit of any step, within max(200, 3 × period) steps, in any of 200 cases; the loss is not read.',
  source:
    'a state that nothing is made of: moments that are overwritten, kept in a copy, or averaged with a weight of 0',
  raisedBy: 'always',
  losses: isLinear,
  cases: 200,
  applies: keepsState,
  notApplicable: reasonNoState,
  draw: (rule, index, families) => linearCase({ id, dimension: 5, steps: 8 }, rule, index, families),
  observe(setting) {
    const { rule, loss, scenario } = setting;
    const dimension = loss.dimension;
    const slope = loss.gradient(Float64Array.from(scenario.theta));
    const history = { ...scenario, gradients: variedGradients(scenario, slope, 'own', scenario.steps) };
    const { rule: seen, reads } = watched(rule);
    const begun = respond(rule, { ...history, gradients: [] });
    const zeros = zeroArrays(begun.state, dimension);
    if (begun.fault || zeros.length === 0) return vacuous('no array of D entries is 0 at the start');
    const own = respond(seen, history);
    const guest = respond(rule, {
      ...history,
      gradients: variedGradients(scenario, slope, 'guest', scenario.steps),
    });
    const reason = reasonNotJudged(own) ?? reasonNotJudged(guest);
    if (reason !== undefined || own.steps.length < scenario.steps) return vacuous(reason ?? own.end);
    if (own.random || guest.random) return vacuous('random numbers were drawn');
    if (reads.loss) return vacuous('it reads its loss, and its state may be about what no linear loss has');
    const copied = (values: ArrayLike<number>): boolean => isCopy(values, own.steps.at(-1)!);
    const [here, there] = [stateArrays(own.state, dimension), stateArrays(guest.state, dimension)];
    const exchanged = zeros.flatMap((path) => {
      const [kept, other] = [here.get(path), there.get(path)];
      const differ = kept && other && !areEqual(kept, other);
      return differ && !copied(kept) ? [{ path, values: Float64Array.from(other) }] : [];
    });
    if (exchanged.length === 0) return vacuous('no array of D entries changes');
    const later = laterSteps(setting, slope, horizonOf(rule));
    const silent = exchanged.filter((exchange) => !later.differ(exchange)).map(({ path }) => path);
    if (later.faulty()) return vacuous('the run ends, or draws random numbers');
    if (silent.length === 0) return holds(1);
    return refuted({
      cause: 'state-without-effect',
      sentence: `changes, and moves no Δθ: with what another run has in its place ${horizonOf(rule)} steps are the same bit for bit`,
      margin: -1,
      derived: { shown: silent, steps: horizonOf(rule) },
    });
  },
} satisfies Suspicion;

/** Whether an array is what the rule was shown or what it did at the last step, or the opposite of it: a log, or a cache. */
const isCopy = (values: ArrayLike<number>, { theta, gradient, delta, next }: Step): boolean =>
  [theta, gradient, delta, next].some(
    (shown) =>
      areEqual(values, shown) ||
      areEqual(
        values,
        shown.map((x) => -x),
      ),
  );

interface Exchange {
  readonly path: string;
  readonly values: Float64Array;
}

/** The run of a case beyond its own steps, and what it becomes with an array of another run. */
const laterSteps = (
  { rule, scenario }: Setting,
  slope: Float64Array,
  horizon: number,
): { readonly differ: (exchange: Exchange) => boolean; readonly faulty: () => boolean } => {
  const first = variedGradients(scenario, slope, 'own', scenario.steps);
  const varied = variedGradients(scenario, slope, 'later', horizon);
  // What adds up over gradients that agree may never show where they do not.
  const isSteady = scenario.seed % 3 === 0;
  // A quotient that is clamped may never show but beside gradients that are much smaller than those before.
  const later = varied.map((gradient, k) => (k % 5 === 3 ? gradient.map((d) => 2 ** -12 * d) : gradient));
  const gradients = [...first, ...(isSteady ? varied.map(() => slope) : later)];
  const loss = prescribedLoss(gradients, scenario.stepSize);
  const continued = (exchange?: Exchange): ReturnType<typeof trajectorySteps> => {
    const begun = respond(rule, { ...scenario, gradients: first });
    const array = exchange && stateArrays(begun.state, slope.length).get(exchange.path);
    if (array) for (const [i, value] of exchange.values.entries()) array[i] = value;
    const last = begun.steps.at(-1)!;
    const time = last.time + scenario.stepSize;
    const from = { step: begun.steps.length, time, state: begun.state, draws: begun.draws };
    return trajectorySteps(rule, loss, prescribedRun({ ...scenario, theta: last.next, gradients, from }));
  };
  const usual: Float64Array[] = [];
  const base = continued();
  let ended = false;
  const usualAt = (k: number): Float64Array | undefined => {
    while (usual.length <= k && !ended) {
      const next = base.next();
      if (next.done) {
        ended = true;
        faulty ||= next.value.random || next.value.end !== 'completed';
      } else usual.push(next.value.delta);
    }
    return usual[k];
  };
  let faulty = false;
  return {
    differ(exchange) {
      let k = 0;
      for (const { delta } of continued(exchange)) {
        const due = usualAt(k++);
        if (!due || !areEqual(due, delta)) return true;
      }
      return k < horizon;
    },
    faulty: () => faulty,
  };
};

/** What counts steps, by its name. */
const periods = /period|every|interval|steps|frequency/i;

const horizonOf = ({ hyperparameters }: NamedRule): number =>
  Object.entries(hyperparameters).reduce(
    (most, [name, { max }]) => (periods.test(name) ? Math.max(most, Math.min(3 * max, 2000)) : most),
    usualHorizon,
  );
