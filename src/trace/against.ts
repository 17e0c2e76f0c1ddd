import { readOutput } from '../dynamics/output.ts';
import { parametersOf } from '../dynamics/parameters.ts';
import { defaultHyperparameters } from '../dynamics/trajectory.ts';
import { errorText } from '../errors.ts';
import { decidedShare, decidedSteps, formulaNoise, spreadFactor } from '../identity/rounding.ts';
import { coarser } from '../linalg/precision.ts';
import { seededRandom } from '../linalg/seeded.ts';
import { linearLoss } from '../losses/derived/linearLoss.ts';
import { shortNumber } from '../numbers.ts';
import type { Loss } from '../types/loss.ts';
import type { NamedRule } from '../types/rule.ts';
import type { AgainstTrace } from '../types/trace.ts';
import type { Vector } from '../types/vector.ts';
import { tellingFactor } from './rounding.ts';
import { type LoggedStep, type Recording, stepSizeOf, unfit } from './step.ts';

/** A rule that is held against a record, at these values, which may be off by a share where they were fitted. */
export interface Followed {
  readonly rule: NamedRule;
  readonly hyperparameters?: Readonly<Record<string, number>>;
  readonly inaccuracy?: number;
}

/** A rule on its way through a record: shown its steps in their order, and then asked how far it went. */
export interface Follower {
  readonly add: (step: LoggedStep) => void;
  readonly result: () => AgainstTrace;
}

/** Parameters of a record that a rule can be run on: its state is kept. */
export const mostFollowed = 2 ** 20;

/**
 * Runs a rule open loop over a record: shown the recorded θ, gradient and η at every step from the first on, with a state of its own,
 * it has to give the recorded Δ, up to what rounding does to both. Where Δ is one multiple of what is due, the learning rate is
 * another than was logged.
 *
 * @throws SubjectError where the record has no vectors, or leaves out steps, so that the rule's state cannot be known
 * Cost: one call of the rule a step. Memory: its state.
 */
export const followRule = (
  { rule, hyperparameters = defaultHyperparameters(rule), inaccuracy = 0 }: Followed,
  { precision: stored, path }: Recording,
): Follower => {
  const precision = coarser(stored, rule.precision);
  const random = seededRandom(1, 'trace');
  let gradient: Vector = new Float64Array(0);
  let run: { readonly loss: Loss; readonly parameters: ReturnType<typeof parametersOf> } | undefined;
  let state: unknown;
  let [steps, agreeing, decided, time, largest] = [0, 0, 0, 0, 0];
  let before: number | undefined;
  let differsAt: AgainstTrace['differsAt'] = null;
  let fails: string | undefined;

  const updateOf = ({ theta }: NonNullable<LoggedStep['vectors']>, step: number, stepSize: number) => {
    const dimension = theta.length;
    if (run === undefined) {
      const slope = (): { level: number; slope: Vector; centre: Vector } => ({
        level: 0,
        slope: gradient,
        centre: new Float64Array(dimension),
      });
      const loss = linearLoss(dimension, slope);
      run = { loss, parameters: parametersOf(loss, rule.shapes) };
      state = rule.init?.(theta.slice(), { ...run, random, hyperparameters });
    }
    const context = { ...run, theta: theta.slice(), gradient: gradient.slice(), stepSize, step, time };
    const read = readOutput(rule.update({ ...context, random, hyperparameters }, state), dimension);
    if ('fault' in read) return undefined;
    if (read.replacesState) state = read.state;
    return read.what === 'Δθ' ? read.values : read.values.map((x, i) => x - theta[i]!);
  };

  return {
    add: (logged) => {
      if (differsAt !== null || fails !== undefined) return;
      const { vectors, step } = logged;
      if (vectors === undefined) {
        throw unfit(
          path,
          `it has sums alone, and --against runs a rule on vectors: raw records or a small run, of at most ${mostFollowed.toLocaleString('en')} parameters`,
        );
      }
      if (step !== (before === undefined ? 0 : before + 1)) {
        throw unfit(
          path,
          `a rule is followed from step 0 on, through every step, and it has step ${step} after ${before ?? 'nothing'}`,
        );
      }
      before = step;
      const stepSize = stepSizeOf(logged);
      if (stepSize === undefined) {
        throw unfit(path, 'it has no one learning rate at each step, and a rule is followed with one');
      }
      ({ gradient } = vectors);
      steps++;
      let due: Vector | undefined;
      try {
        due = updateOf(vectors, steps - 1, stepSize);
      } catch (error) {
        fails = `the rule throws at step ${step}: ${errorText(error)}`;
        return;
      }
      time += stepSize;
      if (due === undefined) {
        fails = `the rule returns no update at step ${step}`;
        return;
      }
      const { delta, theta } = vectors;
      let most = 0;
      for (let i = 0; i < delta.length; i++) {
        most = Math.max(most, Math.abs(delta[i]!), Math.abs(due[i]!));
      }
      largest = Math.max(largest, most);
      const noise =
        spreadFactor * inaccuracy * largest +
        formulaNoise({
          dimension: 1,
          step: steps - 1,
          largest,
          theta: theta.reduce((size, x) => Math.max(size, Math.abs(x)), 0),
          rates: Object.values(hyperparameters),
          precision,
        });
      if (noise <= decidedShare(precision) * most) decided++;
      const apart = delta.findIndex((d, i) => !(Math.abs(d - due[i]!) <= noise));
      if (apart < 0) agreeing++;
      else {
        const factor = factorOf(delta, due, noise);
        differsAt = { step, coordinate: apart, measured: delta[apart]!, due: due[apart]!, factor };
      }
    },
    result: () => ({
      rule: ruleText(rule.name, hyperparameters),
      sentence: fails ?? sentenceOf({ steps, agreeing, decided, differsAt }),
      steps,
      agreeing,
      decided,
      differsAt,
    }),
  };
};

/** c with Δ = c · due in every coordinate, of which two at least say so; null where there is none. */
const factorOf = (delta: Vector, due: Vector, noise: number): number | null => {
  const largest = due.reduce((at, d, i) => (Math.abs(d) > Math.abs(due[at]!) ? i : at), 0);
  const factor = delta[largest]! / due[largest]!;
  const telling = due.reduce((count, d) => count + Number(Math.abs(d) > tellingFactor * noise), 0);
  const isOne = delta.every((d, i) => Math.abs(d - factor * due[i]!) <= (1 + Math.abs(factor)) * noise);
  return telling > 1 && isOne ? factor : null;
};

const ruleText = (name: string, hyperparameters: Readonly<Record<string, number>>): string => {
  const values = Object.entries(hyperparameters).map(([key, value]) => `${key} = ${value}`);
  return values.length === 0 ? name : `${name} (${values.join(', ')})`;
};

/** Whether enough of the steps decide. */
export const isDecided = ({ steps, decided }: Pick<AgainstTrace, 'steps' | 'decided'>): boolean =>
  decided >= decidedSteps * steps;

const sentenceOf = ({
  steps,
  agreeing,
  decided,
  differsAt,
}: Pick<AgainstTrace, 'steps' | 'agreeing' | 'decided' | 'differsAt'>): string => {
  if (differsAt !== null) {
    const { step, coordinate, measured, due, factor } = differsAt;
    const where =
      factor === null
        ? `Δθ[${coordinate}] is ${shortNumber(measured)} instead of ${shortNumber(due)}`
        : `all of Δθ is ${shortNumber(factor)} times what is due, as at another learning rate than was logged`;
    return agreeing === 0
      ? `is not it: at step ${step} ${where}`
      : `is it up to step ${step - 1}, then not: at step ${step} ${where}`;
  }
  return isDecided({ steps, decided })
    ? `is it at all ${shortNumber(steps)} steps`
    : `not told apart at ${shortNumber(steps)} steps, of which ${shortNumber(decided)} decide`;
};
