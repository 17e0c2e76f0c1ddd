import { shortNumber } from '../numbers.ts';
import type { DescentPromise } from '../types/rule.ts';
import type { AgainstTrace, NamedTrace, TracePoint, TraceReport } from '../types/trace.ts';
import { runningCross } from './crossSums.ts';
import { thinned } from './curve.ts';
import { geometryOf, type StepGeometry } from './geometry.ts';
import { runningKinds } from './kinds.ts';
import { runningLosses } from './lossLedger.ts';
import { runningMetric } from './metricSpans.ts';
import { runningPromise } from './promise.ts';
import { runningSpread } from './spread.ts';
import { type LoggedStep, type Recording, stepSizeOf, sumOf, unfit } from './step.ts';
import { runningStepSizes } from './stepSizes.ts';
import { type RunningTensor, runningTensor } from './tensors.ts';

/** What is asked of a recording beside what is always said. */
export interface TraceQuestions {
  readonly promise?: DescentPromise;
  /** What came of holding the record against a rule. */
  readonly against?: AgainstTrace;
  /** Names the rule that gives them. */
  readonly identity?: { readonly add: (step: LoggedStep) => void; readonly result: () => NamedTrace };
  /** Is shown every step with its geometry. */
  readonly watch?: (step: LoggedStep, geometry: StepGeometry) => void;
}

/** What comes of a recording, without what made it. */
export type TraceResult = Omit<TraceReport, 'schemaVersion' | 'tool'>;

const degrees = (angle: number): number => (angle * 180) / Math.PI;
const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/**
 * Judges a recorded run step by step: the sign of yᵀΔ, ψ and κ*, the loss lost beside what was predicted, each tensor, the learning
 * rate, one metric for many steps, and what else is asked.
 *
 * @throws SubjectError, in one line, where a record cannot be read; UsageError for a promise that cannot be judged
 * Cost: O(1) a tensor and step beside reading. Memory: constant in the number of steps.
 */
export const judgeRecording = (
  recording: Recording,
  { promise, against, identity, watch }: TraceQuestions,
): TraceResult => {
  const { kept } = recording;
  const [kinds, angle, conditionNumber, relativeStep] = [
    runningKinds(),
    runningSpread(),
    runningSpread(),
    runningSpread(),
  ];
  const tensors = new Map<string, RunningTensor & { seen: number; last: number }>();
  const stepSizes = runningStepSizes();
  const losses = runningLosses(recording);
  const promised = promise === undefined ? undefined : runningPromise(promise, recording);
  const metric = kept > 1 ? runningMetric(kept, recording) : undefined;
  const crossOf = runningCross(kept);
  const curve = thinned<TracePoint>(isWorse);
  let [logged, first, last, parameters] = [0, 0, 0, 0];
  const settle = (settled: ReturnType<typeof losses.add>): void => {
    for (const { point, after } of settled) {
      curve.add(point);
      promised?.add({
        step: point.step,
        kind: point.kind,
        loss: point.loss ?? undefined,
        after,
      });
    }
  };
  for (const step of recording.steps()) {
    if (logged === 0) first = step.step;
    last = step.step;
    logged++;
    for (const [name, sums] of step.tensors) {
      let tensor = tensors.get(name);
      if (tensor === undefined) {
        tensor = { ...runningTensor(recording), seen: 0, last: 0 };
        tensors.set(name, tensor);
      }
      tensor.seen++;
      tensor.last = step.step;
      tensor.add(sums, step.step);
    }
    const whole = sumOf(step.tensors.values());
    parameters = Math.max(parameters, whole.count);
    const geometry = geometryOf(whole, recording);
    const moved = whole.pp > 0 ? Math.sqrt(whole.dd / whole.pp) : Number.NaN;
    kinds.add(geometry.kind, step.step);
    angle.add(degrees(geometry.angle), step.step, geometry.atMost);
    conditionNumber.add(geometry.conditionNumber, step.step, geometry.atMost);
    relativeStep.add(moved, step.step, false);
    const stepSize = stepSizeOf(step);
    if (stepSize !== undefined) stepSizes.add(stepSize, step.step);
    settle(
      losses.add(
        {
          step: step.step,
          kind: geometry.kind,
          angle: orNull(degrees(geometry.angle)),
          atMost: geometry.atMost,
          conditionNumber: orNull(geometry.conditionNumber),
          relativeStep: orNull(moved),
          deltaNorm: orNull(Math.sqrt(whole.dd)),
          gradientNorm: orNull(Math.sqrt(whole.yy)),
          loss: orNull(step.loss),
          lossRatio: null,
          lossKind: null,
          stepSize: orNull(stepSize),
        },
        { yd: whole.yd, geometry, after: step.lossAfter },
      ),
    );
    const cross = step.cross ?? (step.vectors && kept > 1 ? crossOf(step.vectors, stepSize ?? 1) : undefined);
    if (cross !== undefined) {
      const pair = step.vectors && { ...step.vectors, stepSize: stepSize ?? 1 };
      metric?.add(step.step, cross, whole.count, pair);
    }
    identity?.add(step);
    watch?.(step, geometry);
  }
  if (logged === 0) throw unfit(recording.path, 'no step was recorded');
  settle(losses.end());
  const each = [...tensors];
  return {
    source: {
      path: recording.path,
      kind: recording.kind,
      precision: recording.precision,
      every: recording.every ?? null,
      fullBatch: recording.fullBatch,
    },
    steps: { logged, first, last },
    parameters,
    kinds: kinds.result(),
    angle: angle.result(),
    conditionNumber: conditionNumber.result(),
    relativeStep: relativeStep.result(),
    loss: losses.result(),
    stepSizes: stepSizes.result(),
    tensors: each.map(([name, tensor]) => tensor.result(name)),
    findings: each.flatMap(([name, tensor]) => tensor.findings(name)),
    metric: metric?.result() ?? null,
    promise: promised?.result() ?? null,
    against: against ?? null,
    identity: identity?.result() ?? null,
    notes: [
      ...recording.notes,
      ...comeAndGo(
        each.map(([name, { seen }]) => ({ name, seen })),
        logged,
      ),
    ],
    unknown: unknownOf(recording, losses.result().judged, logged),
    curve: curve.result(),
  };
};

/** Of several steps the one that is shown: what is no good before what is, then the larger angle. */
const isWorse = (one: TracePoint, other: TracePoint): boolean => {
  const rank = ({ kind }: TracePoint): number =>
    ['at-rest', 'effective', 'inconclusive', 'no-gradient', 'uphill', 'not-finite'].indexOf(kind);
  const [a, b] = [rank(one), rank(other)];
  return a === b ? (one.angle ?? 0) > (other.angle ?? 0) : a > b;
};

const comeAndGo = (
  tensors: readonly { readonly name: string; readonly seen: number }[],
  logged: number,
): readonly string[] => {
  const partly = tensors.filter(({ seen }) => seen < logged);
  const [first] = partly;
  if (first === undefined) return [];
  const others = partly.length > 1 ? ` and ${partly.length - 1} more` : '';
  return [
    `tensors come and go: "${first.name}" is in ${shortNumber(first.seen)} of ${shortNumber(logged)} records${others}`,
  ];
};

/** What a record cannot say, plainly. */
const unknownOf = (
  { fullBatch, every, kind }: Recording,
  judged: number,
  logged: number,
): readonly string[] => [
  ...(fullBatch
    ? []
    : [
        'Of the gradient that was logged: where that is a mini-batch’s, the sign of yᵀΔ is its own, and momentum may rightly point elsewhere.',
      ]),
  ...(judged === 0 && !fullBatch
    ? ['Whether the loss fell as predicted is not known: the next loss is another batch’s.']
    : []),
  ...(judged > 0 && judged < logged - 1
    ? [`The loss after the step is known at ${shortNumber(judged)} of ${shortNumber(logged)} steps.`]
    : []),
  ...(every !== undefined && every > 1
    ? [`Every ${every}th step was logged: nothing is said of those between.`]
    : []),
  ...(kind === 'watched run'
    ? ['Sums alone were logged: ψ below √(2nu) is given as at most that, and κ* likewise.']
    : []),
];
