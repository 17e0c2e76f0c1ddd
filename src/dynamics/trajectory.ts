import { isThrown, SubjectLost } from '../errors.ts';
import { roundAll } from '../linalg/precision.ts';
import { mixSeed, seededRandom } from '../linalg/seeded.ts';
import { slabCopy, slabVector } from '../linalg/slab.ts';
import type { Loss, Parameter } from '../types/loss.ts';
import type { InitialSetting, LearningRule, Precision, RuleContext } from '../types/rule.ts';
import type { Fault, Kept, Run, Shown, Step, Trajectory } from '../types/run.ts';
import type { Random, Vector } from '../types/vector.ts';
import { describeError, firstNonFinite, isPromise, type Output, readOutput } from './output.ts';
import { parametersOf } from './parameters.ts';
import { storageRoundoff } from './rounding.ts';

export type { Resumption, Run, Shown, Step, Trajectory } from '../types/run.ts';

/**
 * Magnitudes beyond which a run has diverged: of |θᵢ|, and of |∂L/∂θᵢ| (squares of it must be representable, but in
 * binary16, in which hardly any are).
 */
export const divergence = {
  float64: { theta: 1e100, gradient: 1e150 },
  float32: { theta: 1e15, gradient: 1e18 },
  bfloat16: { theta: 2 ** 50, gradient: 2 ** 60 },
  float16: { theta: 2 ** 14, gradient: 2 ** 15 },
} as const;

/**
 * θₖ₊₁ = θₖ + Δₖ, Δₖ = rule(θₖ, ∇L(θₖ, tₖ), η, …), for `steps` steps or until the run diverges or the rule's code
 * is at fault. Nothing that user code does escapes as an exception.
 *
 * A rule is shown θ and ∇L rounded to its precision, and θₖ₊₁ is rounded to it, unless it hands back θₖ₊₁ itself: then
 * the run goes on from exactly that.
 *
 * A run has diverged where |θᵢ| exceeds 10¹⁰⁰ (10¹⁵ in single precision) or a gradient is not finite or so large
 * that sums of its squares overflow (10¹⁵⁰; 10¹⁸); the rule is not asked beyond that point. So has one whose step size
 * exceeds that limit of θ once Δ is not finite.
 *
 * Cost: one gradient and one call of the rule a step; O(D) beside them.
 */
export const runTrajectory = (rule: LearningRule, loss: Loss, run: Run): Trajectory => {
  if (run.within || run.guest) return specialTrajectory(rule, loss, run);
  const begun = begin(rule, loss, run);
  let end = advance(begun);
  while (!end) end = advance(begun);
  return end;
};

/** The run of {@link runTrajectory} one step at a time, for those who may end it early. */
export function* trajectorySteps(
  rule: LearningRule,
  loss: Loss,
  run: Run,
): Generator<Step, Trajectory, void> {
  const begun = begin(rule, loss, run);
  for (;;) {
    const made = begun.steps.length;
    const end = advance(begun);
    if (end) return end;
    if (begun.steps.length > made) yield begun.steps.at(-1)!;
  }
}

const specialTrajectory = (rule: LearningRule, loss: Loss, { within, ...run }: Run): Trajectory => {
  if (within) return within(() => runTrajectory(rule, loss, run));
  const [host, guest] = [begin(rule, loss, run), run.guest && begin(rule, loss, run.guest)];
  let isOver = !guest;
  for (;;) {
    const end = advance(host);
    if (end) return end;
    if (guest && !isOver) isOver = advance(guest) !== undefined;
  }
};

/** A run on its way. */
export interface Progress {
  readonly rule: LearningRule;
  readonly loss: Loss;
  readonly run: Run;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly parameters: readonly Parameter[];
  readonly precision: Precision;
  readonly limit: (typeof divergence)[keyof typeof divergence];
  readonly noise: Random | undefined;
  readonly source: CountingRandom;
  readonly steps: Step[];
  readonly kept: Kept[];
  hasBegun: boolean;
  index: number;
  time: number;
  theta: Vector;
  state: unknown;
}

/** A call into the rule that a run makes next, and what it shows, as it is to be afterwards. */
export type RunCall = InitCall | UpdateCall;

interface InitCall {
  readonly kind: 'init';
  /** −1. */
  readonly step: number;
  readonly shown: Vector;
  readonly start: Vector;
  readonly setting: InitialSetting;
}

interface UpdateCall {
  readonly kind: 'update';
  readonly step: number;
  readonly context: RuleContext;
  readonly theta: Vector;
  readonly gradient: Vector;
}

/** What comes of a call, where it is asked for. */
type Answering = (progress: Progress, call: RunCall) => unknown;

/** A run before its first call. */
export const begin = (rule: LearningRule, loss: Loss, run: Run): Progress => {
  const precision = rule.precision ?? 'float64';
  return {
    rule,
    loss,
    run,
    hyperparameters: Object.freeze({ ...defaultHyperparameters(rule), ...run.hyperparameters }),
    parameters: parametersOf(loss, rule.shapes ?? 'vector'),
    precision,
    limit: divergence[precision],
    noise: run.gradient === 'sample' ? seededRandom(run.seed, 'samples') : undefined,
    source: countingRandom(run.random, mixSeed(run.seed, 'rule'), run.from?.draws ?? 0),
    steps: [],
    kept: [],
    hasBegun: !rule.init || run.from !== undefined,
    index: run.from?.step ?? 0,
    time: run.from?.time ?? 0,
    theta: roundAll(slabCopy(run.theta), precision),
    state: run.from?.state,
  };
};

/** Makes the next call, and says how the run ended if it did. */
const advance = (progress: Progress): Trajectory | undefined => {
  const call = nextCall(progress);
  return 'end' in call ? call : conclude(progress, call, answerTo);
};

/** What the rule answers to a call. */
const answerTo = ({ rule, state }: Progress, call: RunCall): unknown =>
  call.kind === 'init' ? rule.init?.(call.shown, call.setting) : rule.update(call.context, state);

/** The call that is next, or how the run ended before one. */
export const nextCall = (progress: Progress): RunCall | Trajectory =>
  progress.hasBegun ? nextUpdate(progress) : nextInit(progress);

/** Takes what a call came to, and says how the run ended if it did. @param answer what the rule answers; throws what it threw */
export const conclude = (progress: Progress, call: RunCall, answer: Answering): Trajectory | undefined =>
  call.kind === 'init' ? concludeInit(progress, call, answer) : concludeUpdate(progress, call, answer);

const nextInit = ({
  run,
  precision,
  loss,
  theta,
  source,
  hyperparameters,
  parameters,
}: Progress): InitCall => {
  run.beforeStep?.(-1);
  const start = run.history?.[0] ? prescribedTheta(run.history[0], precision) : theta;
  const { random, seed } = source;
  const setting = { random, seed, loss, hyperparameters, parameters };
  return { kind: 'init', step: -1, start, shown: start.slice(), setting };
};

const concludeInit = (progress: Progress, call: InitCall, answer: Answering): Trajectory | undefined => {
  const { shown, start } = call;
  progress.hasBegun = true;
  try {
    progress.state = answer(progress, call);
  } catch (error) {
    if (isThrown(error, SubjectLost)) throw error;
    const message = `init: ${describeError(error)}`;
    return finish(progress, 'fault', { kind: 'throws', message, step: -1 });
  }
  if (isPromise(progress.state)) {
    const message = 'init returned a promise: it must return the state itself';
    return finish(progress, 'fault', { kind: 'async', message, step: -1 });
  }
  if (sameBits(shown, start)) return undefined;
  return finish(progress, 'fault', { kind: 'mutates-theta', message: 'init changed theta', step: -1 });
};

const finish = (progress: Progress, end: Trajectory['end'], fault?: Fault): Trajectory => ({
  steps: progress.steps,
  end,
  ...(fault && { fault }),
  random: progress.source.draws() > 0,
  draws: progress.source.draws(),
  state: progress.state,
  ...(progress.run.keepsShown && { shown: progress.kept }),
});

/**
 * What the rule is shown stands alone in memory and is its own from then on; what is kept of the step lies in slabs.
 */
const nextUpdate = (progress: Progress): UpdateCall | Trajectory => {
  const { loss, run, precision, limit, index, time } = progress;
  if (index >= run.steps) return finish(progress, 'completed');
  const prescribed = run.history?.[index];
  if (run.history && !prescribed) return finish(progress, 'completed');
  if (prescribed) progress.theta = prescribedTheta(prescribed, precision);
  const { theta } = progress;
  if (!withinLimit(theta, limit.theta)) return finish(progress, 'diverged');
  const shown = prescribed?.gradient.slice() ?? shownGradient(loss, theta, time, progress.noise);
  if (!withinLimit(shown, run.anyGradient ? Number.MAX_VALUE : limit.gradient))
    return finish(progress, 'diverged');
  roundAll(shown, precision);
  const gradient = precision === 'float64' && prescribed ? prescribed.gradient : slabCopy(shown);
  const context: RuleContext = {
    theta: theta.slice(),
    gradient: shown,
    stepSize: run.stepSize,
    step: index,
    time,
    random: progress.source.random,
    hyperparameters: progress.hyperparameters,
    loss,
    parameters: progress.parameters,
  };
  run.beforeStep?.(index);
  if (run.keepsShown) {
    const live = { theta: context.theta, gradient: shown };
    progress.kept.push({ step: index, live, was: { theta, gradient } });
  }
  return { kind: 'update', step: index, context, theta, gradient };
};

const concludeUpdate = (progress: Progress, call: UpdateCall, answer: Answering): Trajectory | undefined => {
  const { context, theta, gradient } = call;
  const { rule, run, precision, limit, index, time } = progress;
  let read: Output;
  try {
    read = readOutput(answer(progress, call), theta.length);
  } catch (error) {
    if (isThrown(error, SubjectLost)) throw error;
    return finish(progress, 'fault', { kind: 'throws', message: describeError(error), step: index });
  }
  if ('fault' in read) return finish(progress, 'fault', { ...read.fault, step: index });
  if (!sameBits(context.theta, theta)) {
    return finish(progress, 'fault', { kind: 'mutates-theta', message: 'update changed theta', step: index });
  }
  if (!sameBits(context.gradient, gradient)) {
    const message = 'update changed gradient';
    return finish(progress, 'fault', { kind: 'mutates-gradient', message, step: index });
  }
  if (read.replacesState) progress.state = read.state;
  const { what, values } = read;
  if (!withinLimit(values, Number.MAX_VALUE)) {
    if (!(run.stepSize <= limit.theta)) return finish(progress, 'diverged');
    const message = firstNonFinite(what, values);
    return finish(progress, 'fault', { kind: 'not-finite', message, step: index });
  }
  const moved = what === 'Δθ' ? displacedBy(theta, values, precision) : arrivedAt(theta, values, rule);
  progress.steps.push({ index, time, theta, gradient, ...moved });
  progress.index = index + 1;
  progress.theta = moved.next;
  if (!run.frozen) progress.time = time + run.stepSize;
  return undefined;
};

const displacedBy = (theta: Vector, delta: Vector, precision: Precision): Pick<Step, 'delta' | 'next'> => {
  const next = slabVector(theta.length);
  for (let i = 0; i < next.length; i++) next[i] = theta[i]! + delta[i]!;
  return { delta, next: roundAll(next, precision) };
};

const arrivedAt = (
  theta: Vector,
  next: Vector,
  { precision = 'float64', roundings = 1 }: LearningRule,
): Pick<Step, 'delta' | 'next' | 'stored'> => {
  const [delta, stored] = [slabVector(theta.length), slabVector(theta.length)];
  for (let i = 0; i < next.length; i++) {
    delta[i] = next[i]! - theta[i]!;
    stored[i] = roundings * storageRoundoff(theta[i]!, next[i]!, precision);
  }
  return { delta, next, stored };
};

/** The parameters of a history in the precision of the rule; doubles as they are, and not copied. */
const prescribedTheta = ({ theta }: Shown, precision: Precision): Vector =>
  precision === 'float64' ? theta : roundAll(theta.slice(), precision);

/** Made once a rule, not once a run. */
const knownDefaults = new WeakMap<LearningRule, Readonly<Record<string, number>>>();

/** The declared defaults of a rule's hyperparameters, by name. */
export const defaultHyperparameters = (rule: LearningRule): Readonly<Record<string, number>> => {
  const known = knownDefaults.get(rule);
  if (known) return known;
  const defaults = Object.freeze(
    Object.fromEntries(
      Object.entries(rule.hyperparameters ?? {}).map(([name, range]) => [name, range.default]),
    ),
  );
  knownDefaults.set(rule, defaults);
  return defaults;
};

const shownGradient = (loss: Loss, theta: Vector, time: number, noise: Random | undefined): Vector => {
  if (!noise || !loss.samples) return loss.gradient(theta, time);
  const sample = Math.floor(noise() * loss.samples.count);
  return loss.samples.gradient(theta, sample, time);
};

interface CountingRandom {
  readonly random: Random;
  readonly seed: () => number;
  readonly draws: () => number;
}

const countingRandom = (given: Random | undefined, seed: number, skip: number): CountingRandom => {
  let source = given;
  let drawn = 0;
  const random = () => {
    source ??= seededRandom(seed);
    drawn++;
    return source();
  };
  for (let i = 0; i < skip; i++) random();
  return {
    random,
    seed: () => Math.abs(seed),
    draws: () => drawn,
  };
};
const withinLimit = (values: Vector, limit: number): boolean => {
  for (let i = 0; i < values.length; i++) if (!(Math.abs(values[i]!) <= limit)) return false;
  return true;
};

const sameBits = (a: Vector, b: Vector): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
};
