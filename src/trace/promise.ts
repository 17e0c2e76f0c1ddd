import { UsageError } from '../errors.ts';
import { plural, shortNumber } from '../numbers.ts';
import { describePromise } from '../rules/declaration/promise.ts';
import type { DescentPromise } from '../types/rule.ts';
import type { PromiseTrace, StepKind } from '../types/trace.ts';
import { lossNoise } from './rounding.ts';
import type { Recording } from './step.ts';

/** A step as a promise looks at it. */
export interface PromisedStep {
  readonly step: number;
  readonly kind: StepKind;
  readonly loss: number | undefined;
  /** L(θ′) of the same batch, where that is known. */
  readonly after: number | undefined;
}

/** A promise that is held against one step after another. */
export interface RunningPromise {
  readonly add: (step: PromisedStep) => void;
  readonly result: () => PromiseTrace;
}

/**
 * Judges a promise of logged steps: `every-step` by the loss where both losses are of one batch and by the sign of yᵀΔ elsewhere;
 * `window` and `envelope` by losses, which have to be of the same data.
 *
 * @throws UsageError for a promise that a record cannot keep or break
 */
export const runningPromise = (promise: DescentPromise, recording: Recording): RunningPromise => {
  if (promise === 'every-step') return everyStep(recording);
  if (typeof promise !== 'string' && 'window' in promise) {
    return overLosses(promise, recording, promise.window, judgeWindow);
  }
  if (typeof promise !== 'string' && 'envelope' in promise) {
    return overLosses(promise, recording, promise.envelope, judgeEnvelope);
  }
  throw new UsageError(
    `--promise: a recorded run can keep every-step, window:STEPS or envelope:STEPS, got "${describePromise(promise)}"`,
  );
};

/** "12 logged steps, every 10th of the run". */
const loggedSteps = (count: number, { every }: Recording): string => {
  const of = `${shortNumber(count)} logged step${count === 1 ? '' : 's'}`;
  return every === undefined || every === 1 ? of : `${of}, one in ${every} of the run`;
};

const everyStep = (recording: Recording): RunningPromise => {
  const counts = { kept: 0, undecided: 0, byLoss: 0 };
  let broken: string | undefined;
  return {
    add: ({ step, kind, loss, after }) => {
      if (kind === 'at-rest') return;
      if (loss !== undefined && after !== undefined) {
        counts.byLoss++;
        const noise = lossNoise(loss, recording.precision) + lossNoise(after, recording.precision);
        if (loss - after > noise) counts.kept++;
        else if (Math.abs(loss - after) <= noise) counts.undecided++;
        else broken ??= `at step ${step} the loss went from ${shortNumber(loss)} to ${shortNumber(after)}`;
      } else if (kind === 'effective') counts.kept++;
      else if (kind === 'inconclusive') counts.undecided++;
      else broken ??= `at step ${step} ${brokenBy[kind]}`;
    },
    result: () => {
      const { kept, undecided, byLoss } = counts;
      const how = byLoss > 0 ? 'the loss falls' : 'yᵀΔ > 0 of the logged gradient';
      const of = loggedSteps(kept, recording);
      if (broken !== undefined) return said('every-step', 'falsified', `broken: ${broken}`);
      if (kept > 0 && kept >= 9 * undecided) {
        return said('every-step', 'verified', `kept: ${how} at ${of}${inside(undecided)}`);
      }
      return said('every-step', 'inconclusive', `not decided: ${how} at ${of}${inside(undecided)}`);
    },
  };
};

const brokenBy: Readonly<Record<Exclude<StepKind, 'at-rest' | 'effective' | 'inconclusive'>, string>> = {
  uphill: 'yᵀΔ < 0: uphill',
  'no-gradient': 'it moves where the gradient is 0',
  'not-finite': 'a sum is not finite',
};

const inside = (undecided: number): string =>
  undecided === 0 ? '' : `, and ${shortNumber(undecided)} within rounding`;

const said = (promise: string, verdict: PromiseTrace['verdict'], sentence: string): PromiseTrace => ({
  promise,
  verdict,
  sentence,
});

interface LossAt {
  readonly step: number;
  readonly loss: number;
}

/** The values before and after that a promise compares, the last of `recent` being the newest; undefined where there are none. */
type Comparison = (
  recent: readonly LossAt[],
  width: number,
) => { readonly from: LossAt; readonly to: LossAt } | undefined;

const judgeWindow: Comparison = (recent, width) => {
  const to = recent.at(-1)!;
  const from = recent.find(({ step }) => step === to.step - width);
  return from && { from, to };
};

const greatest = (losses: readonly LossAt[]): LossAt =>
  losses.reduce((most, one) => (one.loss > most.loss || Number.isNaN(one.loss) ? one : most));

const judgeEnvelope: Comparison = (recent, width) => {
  const middle = recent.at(-1)!.step - width;
  const before = recent.filter(({ step }) => step <= middle && step > middle - width);
  const after = recent.filter(({ step }) => step > middle);
  if (before.length === 0 || (recent[0]?.step ?? 0) > middle - width + 1) return undefined;
  return { from: greatest(before), to: greatest(after) };
};

const overLosses = (
  promise: DescentPromise,
  recording: Recording,
  width: number,
  compare: Comparison,
): RunningPromise => {
  const name = describePromise(promise);
  const recent: LossAt[] = [];
  const counts = { kept: 0, undecided: 0 };
  let broken: string | undefined;
  let seen = 0;
  return {
    add: ({ step, loss }) => {
      if (loss === undefined) return;
      seen++;
      recent.push({ step, loss });
      while (recent[0]!.step < step - 2 * width) recent.shift();
      const pair = compare(recent, width);
      if (pair === undefined) return;
      const { from, to } = pair;
      const noise = lossNoise(from.loss, recording.precision) + lossNoise(to.loss, recording.precision);
      if (from.loss - to.loss > noise) counts.kept++;
      else if (Math.abs(from.loss - to.loss) <= noise) counts.undecided++;
      else {
        broken ??= `the loss is ${shortNumber(to.loss)} at step ${to.step} and was ${shortNumber(from.loss)} at step ${from.step}`;
      }
    },
    result: () => {
      const { kept, undecided } = counts;
      if (!recording.fullBatch) {
        return said(
          name,
          'inconclusive',
          'not known: the losses logged are of one batch each; watch with full_batch=True where all are of the same data',
        );
      }
      if (broken !== undefined) return said(name, 'falsified', `broken: ${broken}`);
      const total = kept + undecided;
      if (total === 0)
        return said(name, 'inconclusive', `no two logged losses are ${plural(width, 'step')} apart`);
      const of = `${shortNumber(kept)} of ${shortNumber(total)} comparisons among ${loggedSteps(seen, recording)}`;
      return said(
        name,
        kept >= 9 * undecided ? 'verified' : 'inconclusive',
        `holds at ${of}${inside(undecided)}`,
      );
    },
  };
};
