import { type NoisyUpdate, noiseSources } from '../../dynamics/expectation.ts';
import { storageRoundoff } from '../../dynamics/rounding.ts';
import { trajectories, trajectory } from '../../dynamics/running.ts';
import { plural } from '../../numbers.ts';
import type { Run, Running } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { runOf } from '../run/run.ts';
import { streamSeed } from '../run/streams.ts';

/** The first update of a noisy rule, as a distribution. */
export interface Noise {
  /** Every update that can occur; where they cannot be enumerated, the drawn ones from an index on. */
  updates(
    stepSize: number,
    drawn: { readonly from: number; readonly count: number },
  ): Running<readonly NoisyUpdate[]>;
  /** What storing θ' may have changed of an update, shape (D), where the rule hands back θ'. */
  stored(delta: Vector): Vector | undefined;
  /** Whether the updates are all there are, each with its probability. */
  readonly exact: boolean;
}

/** More outcomes than this are not enumerated. */
const outcomes = 1024;

/**
 * The distribution of the first Δθ: over the samples of a loss for a rule without randomness of its own, over the
 * parts of [0, 1) that a rule tells apart where it picks among samples or coordinates, else over seeds.
 *
 * That a rule tells nothing else apart is tested by moving each number within its part.
 * @returns undefined where the rule's code fails or the gradient overflows
 * Cost: at most three times 1024 calls of the rule to find out, at most 1024 for each step size.
 */
export function* firstUpdateNoise(setting: Setting): Running<Noise | undefined> {
  const { rule, loss, scenario } = setting;
  const { samples } = loss;
  const run: Run = { ...runOf(setting), steps: 1, frozen: true };
  const firsts = function* (options: readonly Partial<Run>[]): Running<readonly (Vector | undefined)[]> {
    const requests = options.map((each) => ({ rule, loss, run: { ...run, ...each } }));
    return (yield* trajectories(requests)).map(({ steps }) => steps[0]?.delta);
  };
  const probe = yield* trajectory(rule, loss, run);
  if (!probe.steps[0]) return undefined;
  const { theta: start, stored: handedBack } = probe.steps[0];
  const stored = (delta: Vector): Vector | undefined =>
    handedBack &&
    delta.map((value, i) => rule.roundings * storageRoundoff(start[i]!, start[i]! + value, rule.precision));
  if (probe.draws === 0) {
    const theta = Float64Array.from(scenario.theta);
    const shown = samples
      ? Array.from({ length: samples.count }, (_, sample) => [
          { theta, gradient: samples.gradient(theta, sample, 0) },
        ])
      : [undefined];
    return {
      exact: true,
      stored,
      *updates(stepSize) {
        const found = yield* firsts(shown.map((history) => ({ stepSize, ...(history && { history }) })));
        return found.flatMap((delta) => (delta ? [{ probability: 1 / shown.length, delta }] : []));
      },
    };
  }
  const isScripted = rule.capabilities?.random ?? true;
  for (const levels of new Set([samples?.count ?? 2, loss.dimension, 2])) {
    if (!isScripted || levels < 2 || levels ** probe.draws > outcomes) continue;
    const enumerated = function* (stepSize: number, shift: number): Running<readonly NoisyUpdate[]> {
      const sources = noiseSources({ draws: probe.draws, levels });
      const found = yield* firsts(
        sources.map(({ random }) => ({ stepSize, random: shifted(random, shift / levels) })),
      );
      const wrong = sources.find(({ drawn }) => drawn() !== probe.draws);
      if (wrong) {
        throw new RangeError(
          `enumerateNoise: the update must draw ${plural(probe.draws, 'number')}, got ${wrong.drawn()}`,
        );
      }
      return found.map((delta) => ({ probability: 1 / sources.length, delta: delta ?? new Float64Array(0) }));
    };
    const middle = yield* enumerated(run.stepSize, 0);
    const [later, earlier] = [
      yield* enumerated(run.stepSize, 3 / 8),
      yield* enumerated(run.stepSize, -3 / 8),
    ];
    if (sameUpdates(middle, later, earlier)) {
      return { exact: true, stored, updates: (stepSize) => enumerated(stepSize, 0) };
    }
  }
  return {
    exact: false,
    stored,
    *updates(stepSize, { from, count }) {
      const seeds = Array.from({ length: count }, (_, k) => streamSeed(scenario, 'draw', from + k));
      const found = yield* firsts(seeds.map((seed) => ({ stepSize, seed })));
      return found.map((delta) => ({
        probability: 1 / count,
        delta: delta ?? new Float64Array(loss.dimension),
      }));
    },
  };
}

const shifted =
  (random: Random, by: number): Random =>
  () =>
    random() + by;

const sameUpdates = (one: readonly NoisyUpdate[], ...others: readonly (readonly NoisyUpdate[])[]): boolean =>
  one.every(({ delta }, k) =>
    others.every((other) => delta.every((value, i) => value === other[k]?.delta[i])),
  );
