import { mixSeed, seededRandom } from '../linalg/seeded.ts';
import { slabCopy, slabVector } from '../linalg/slab.ts';
import type { Loss } from '../types/loss.ts';
import type { LearningRule, RuleContext } from '../types/rule.ts';
import type { Random, Vector, VectorLike } from '../types/vector.ts';

/** One update: θ' = θ + Δ, with Δ as the rule returned it and θ' rounded. */
export interface Step {
  /** 0, 1, 2, … */
  readonly index: number;
  /** t before the step: the sum of the step sizes so far. */
  readonly time: number;
  /** θ, shape (D). */
  readonly theta: Vector;
  /** The gradient that the rule was shown, shape (D). */
  readonly gradient: Vector;
  /** Δ, shape (D). */
  readonly delta: Vector;
  /** fl(θ + Δ), shape (D). */
  readonly next: Vector;
}

/** How user code misbehaved at a step; kebab-case kinds group counterexamples. */
export interface Fault {
  readonly kind:
    | 'throws'
    | 'async'
    | 'not-an-array'
    | 'wrong-length'
    | 'not-finite'
    | 'mutates-theta'
    | 'mutates-gradient';
  readonly message: string;
  /** −1 in `init`. */
  readonly step: number;
}

export interface Trajectory {
  readonly steps: readonly Step[];
  readonly end: 'completed' | 'diverged' | 'fault';
  readonly fault?: Fault;
  /** Whether `init` or `update` drew from its source. */
  readonly random: boolean;
  /** How many numbers the rule has drawn from its source since the run began. */
  readonly draws: number;
  /** State of the rule behind the last step. */
  readonly state: unknown;
}

/** What a rule is shown at one step in place of its own path. */
export interface Shown {
  /** θ, shape (D). */
  readonly theta: Vector;
  /** The gradient there, shape (D). */
  readonly gradient: Vector;
}

/** Where an earlier run stopped; `init` is not called again. */
export interface Resumption {
  readonly step: number;
  readonly time: number;
  readonly state: unknown;
  /** Numbers drawn so far, which are drawn and thrown away again. */
  readonly draws: number;
}

/** How a rule is run; everything that the run depends on. */
export interface Run {
  /** θ₀, shape (D). */
  readonly theta: VectorLike;
  readonly stepSize: number;
  /** Index behind the last step. */
  readonly steps: number;
  readonly seed: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** `sample` shows the rule one sample's gradient where the loss has samples. Default: full. */
  readonly gradient?: 'full' | 'sample';
  /** Time stands still at t = 0. */
  readonly frozen?: boolean;
  /** Open loop: step k is shown `history[k]` whatever the rule did before, and the run ends with it. */
  readonly history?: readonly Shown[];
  readonly from?: Resumption;
  /** The rule's source of randomness, in place of the one that the seed makes. */
  readonly random?: Random;
  /** Called before each call into the rule: −1 before `init`, then the index of the step. */
  readonly announce?: (step: number) => void;
}

/** Magnitudes beyond which a run has diverged: of |θᵢ|, and of |∂L/∂θᵢ| (squares of it must be representable). */
export const divergence = {
  float64: { theta: 1e100, gradient: 1e150 },
  float32: { theta: 1e15, gradient: 1e18 },
} as const;

/**
 * θₖ₊₁ = θₖ + Δₖ, Δₖ = rule(θₖ, ∇L(θₖ, tₖ), η, …), for `steps` steps or until the run diverges or the rule's code
 * is at fault. Nothing that user code does escapes as an exception.
 *
 * A run has diverged where |θᵢ| exceeds 10¹⁰⁰ (10¹⁵ in single precision) or a gradient is not finite or so large
 * that sums of its squares overflow (10¹⁵⁰; 10¹⁸); the rule is not asked beyond that point. So has one whose step size
 * exceeds that limit of θ once Δ is not finite.
 *
 * Cost: one gradient and one call of the rule a step; O(D) beside them.
 */
export const runTrajectory = (rule: LearningRule, loss: Loss, run: Run): Trajectory => {
  const begun = begin(rule, loss, run);
  if ('end' in begun) return begun;
  let end = advance(begun);
  while (!end) end = advance(begun);
  return end;
};

/** The run of {@link runTrajectory} one step at a time, so that two runs can be interleaved. */
export function* trajectorySteps(
  rule: LearningRule,
  loss: Loss,
  run: Run,
): Generator<Step, Trajectory, void> {
  const begun = begin(rule, loss, run);
  if ('end' in begun) return begun;
  for (;;) {
    const end = advance(begun);
    if (end) return end;
    yield begun.steps.at(-1)!;
  }
}

/** A run on its way. */
interface Progress {
  readonly rule: LearningRule;
  readonly loss: Loss;
  readonly run: Run;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly limit: (typeof divergence)[keyof typeof divergence];
  readonly noise: Random | undefined;
  readonly source: CountingRandom;
  readonly steps: Step[];
  index: number;
  time: number;
  theta: Vector;
  state: unknown;
}

const begin = (rule: LearningRule, loss: Loss, run: Run): Progress | Trajectory => {
  const progress: Progress = {
    rule,
    loss,
    run,
    hyperparameters: Object.freeze({ ...defaultHyperparameters(rule), ...run.hyperparameters }),
    limit: divergence[rule.precision ?? 'float64'],
    noise: run.gradient === 'sample' ? seededRandom(run.seed, 'samples') : undefined,
    source: countingRandom(run.random, mixSeed(run.seed, 'rule'), run.from?.draws ?? 0),
    steps: [],
    index: run.from?.step ?? 0,
    time: run.from?.time ?? 0,
    theta: slabCopy(run.theta),
    state: run.from?.state,
  };
  if (!rule.init || run.from) return progress;
  run.announce?.(-1);
  const start = run.history?.[0]?.theta ?? progress.theta;
  const shown = start.slice();
  try {
    const { source, hyperparameters } = progress;
    progress.state = rule.init(shown, { random: source.random, loss, hyperparameters });
  } catch (error) {
    const message = `init: ${describeError(error)}`;
    return finish(progress, 'fault', { kind: 'throws', message, step: -1 });
  }
  if (isPromise(progress.state)) {
    const message = 'init returned a promise: it must return the state itself';
    return finish(progress, 'fault', { kind: 'async', message, step: -1 });
  }
  if (sameBits(shown, start)) return progress;
  return finish(progress, 'fault', { kind: 'mutates-theta', message: 'init changed theta', step: -1 });
};

const finish = (progress: Progress, end: Trajectory['end'], fault?: Fault): Trajectory => ({
  steps: progress.steps,
  end,
  ...(fault && { fault }),
  random: progress.source.draws() > 0,
  draws: progress.source.draws(),
  state: progress.state,
});

/**
 * Makes one step, or says how the run ended.
 *
 * What the rule is shown stands alone in memory and is its own from then on; what is kept of the step lies in slabs.
 */
const advance = (progress: Progress): Trajectory | undefined => {
  const { rule, loss, run, limit, index, time } = progress;
  if (index >= run.steps) return finish(progress, 'completed');
  const prescribed = run.history?.[index];
  if (run.history && !prescribed) return finish(progress, 'completed');
  if (prescribed) progress.theta = prescribed.theta;
  const { theta } = progress;
  if (!withinLimit(theta, limit.theta)) return finish(progress, 'diverged');
  const shown = prescribed?.gradient.slice() ?? shownGradient(loss, theta, time, progress.noise);
  if (!withinLimit(shown, limit.gradient)) return finish(progress, 'diverged');
  const gradient = prescribed?.gradient ?? slabCopy(shown);
  const context: RuleContext = {
    theta: theta.slice(),
    gradient: shown,
    stepSize: run.stepSize,
    step: index,
    time,
    random: progress.source.random,
    hyperparameters: progress.hyperparameters,
    loss,
  };
  run.announce?.(index);
  let read: Read;
  try {
    read = readOutput(rule.update(context, progress.state), theta.length);
  } catch (error) {
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
  const { delta } = read;
  if (!withinLimit(delta, Number.MAX_VALUE)) {
    if (!(run.stepSize <= limit.theta)) return finish(progress, 'diverged');
    return finish(progress, 'fault', { kind: 'not-finite', message: firstNonFinite(delta), step: index });
  }
  const next = slabVector(theta.length);
  for (let i = 0; i < next.length; i++) next[i] = theta[i]! + delta[i]!;
  progress.steps.push({ index, time, theta, gradient, delta, next });
  progress.index = index + 1;
  progress.theta = next;
  if (!run.frozen) progress.time = time + run.stepSize;
  return undefined;
};

/** The declared defaults of a rule's hyperparameters, by name. */
export const defaultHyperparameters = (rule: LearningRule): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(rule.hyperparameters ?? {}).map(([name, range]) => [name, range.default]),
  );

const shownGradient = (loss: Loss, theta: Vector, time: number, noise: Random | undefined): Vector => {
  if (!noise || !loss.samples) return loss.gradient(theta, time);
  const sample = Math.floor(noise() * loss.samples.count);
  return loss.samples.gradient(theta, sample, time);
};

interface CountingRandom {
  readonly random: Random;
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
  return { random, draws: () => drawn };
};

const isPromise = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

type Read =
  | { readonly delta: Vector; readonly replacesState: boolean; readonly state: unknown }
  | { readonly fault: Omit<Fault, 'step'> };

const readOutput = (output: unknown, dimension: number): Read => {
  if (isNumbers(output)) return readDelta(output, dimension, false, undefined);
  if (typeof output !== 'object' || output === null) {
    return { fault: { kind: 'not-an-array', message: `update returned ${describeValue(output)}` } };
  }
  if (isPromise(output)) {
    return { fault: { kind: 'async', message: 'update returned a promise: it must return Δθ itself' } };
  }
  if ('delta' in output && isNumbers(output.delta)) {
    return readDelta(
      output.delta,
      dimension,
      'state' in output,
      'state' in output ? output.state : undefined,
    );
  }
  return { fault: { kind: 'not-an-array', message: `update returned ${describeValue(output)}` } };
};

const readDelta = (
  delta: ArrayLike<unknown>,
  dimension: number,
  replacesState: boolean,
  state: unknown,
): Read => {
  if (delta.length !== dimension) {
    return { fault: { kind: 'wrong-length', message: `Δθ has length ${delta.length}, θ has ${dimension}` } };
  }
  if (delta instanceof Float64Array) return { delta: slabCopy(delta), replacesState, state };
  const copy = slabVector(dimension);
  for (let i = 0; i < dimension; i++) {
    const value = delta[i];
    if (typeof value !== 'number') {
      return {
        fault: { kind: 'not-an-array', message: `Δθ[${i}] is ${describeValue(value)}, not a number` },
      };
    }
    copy[i] = value;
  }
  return { delta: copy, replacesState, state };
};

const isNumbers = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);

const withinLimit = (values: Vector, limit: number): boolean => {
  for (let i = 0; i < values.length; i++) if (!(Math.abs(values[i]!) <= limit)) return false;
  return true;
};

const sameBits = (a: Vector, b: Vector): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
};

const firstNonFinite = (delta: Vector): string => {
  const i = delta.findIndex((value) => !Number.isFinite(value));
  return `Δθ[${i}] is ${delta[i]}`;
};

const describeError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : `threw ${describeValue(error)}`;

const describeValue = (value: unknown): string => {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'object') return `an object with keys ${Object.keys(value).join(', ') || '(none)'}`;
  return `a ${typeof value}`;
};
