import { displacementOf } from '../../src/dynamics/output.ts';
import { seededRandom } from '../../src/linalg/seeded.ts';
import type { LearningRule } from '../../src/types/rule.ts';
import type { Random } from '../../src/types/vector.ts';

/** The random numbers of one step, and whether any was drawn. @param step −1 for `init` */
export const sourceAt = (
  seed: number,
  step: number,
): { readonly random: Random; readonly drew: () => boolean } => {
  const source = seededRandom(seed, `step ${step}`);
  let draws = 0;
  return {
    random: () => {
      draws++;
      return source();
    },
    drew: () => draws > 0,
  };
};

interface Seeded {
  readonly inner: unknown;
  readonly seed: number;
}

const isSeeded = (state: unknown): state is Seeded =>
  typeof state === 'object' && state !== null && 'inner' in state && 'seed' in state;

/** The rule with random numbers that follow from its seed and the step, as the protocol asks of a subject; one mark a step. */
export const drawingBySeed = (rule: LearningRule): LearningRule => ({
  ...rule,
  init: (theta, setting): Seeded => {
    const seed = setting.seed?.() ?? 0;
    const { random, drew } = sourceAt(seed, -1);
    const inner = rule.init?.(theta, { ...setting, random });
    if (drew()) setting.random();
    return { inner, seed };
  },
  update: (context, state) => {
    if (!isSeeded(state)) throw new TypeError('drawingBySeed: a state must be one that init made');
    const { random, drew } = sourceAt(state.seed, context.step);
    const output = rule.update({ ...context, random }, state.inner);
    if (drew()) context.random();
    return {
      delta: displacementOf(output, context.theta),
      state: 'state' in output ? { ...state, inner: output.state } : state,
    };
  },
});
