import type { DeclaredRule, LearningRule } from '../../src/types/rule.ts';
import type { VectorLike } from '../../src/types/vector.ts';

/** What a library for single precision keeps of one coordinate: two averages, or sums, and how often it was asked. */
interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** θ′ᵢ and the new averages of one coordinate, in single precision throughout. */
type Step = (
  at: { readonly theta: number; readonly slope: number; readonly first: number; readonly second: number },
  rate: number,
  step: number,
) => readonly [theta: number, first: number, second: number];

const f = Math.fround;
const epsilon = f(1e-7);

const average = (before: number, now: number, decay: number): number =>
  f(f(before * f(decay)) + f(now * f(1 - decay)));

const adam: Step = ({ theta, slope, first, second }, rate, step) => {
  const m = average(first, slope, 0.9);
  const v = average(second, f(slope * slope), 0.999);
  const corrected = f(
    f(m / f(1 - 0.9 ** (step + 1))) / f(f(Math.sqrt(f(v / f(1 - 0.999 ** (step + 1))))) + epsilon),
  );
  return [f(theta - f(corrected * rate)), m, v];
};

const adamax: Step = ({ theta, slope, first, second }, rate, step) => {
  const m = average(first, slope, 0.9);
  const most = Math.max(f(second * f(0.999)), Math.abs(slope));
  const scaled = f(f(rate / f(1 - 0.9 ** (step + 1))) * f(m / f(most + epsilon)));
  return [f(theta - scaled), m, most];
};

const rmsprop: Step = ({ theta, slope, first, second }, rate) => {
  const v = average(second, f(slope * slope), 0.9);
  return [f(theta - f(f(slope * rate) / f(Math.sqrt(f(v + epsilon))))), first, v];
};

const adagrad: Step = ({ theta, slope, first, second }, rate) => {
  const sum = f(second + f(slope * slope));
  return [f(theta - f(f(slope / f(Math.sqrt(f(sum + epsilon)))) * rate)), first, sum];
};

const wrapped = (
  name: string,
  step: Step,
  form: (
    before: Float32Array,
    after: Float32Array,
  ) => { readonly theta: VectorLike } | { readonly delta: VectorLike },
): LearningRule<Moments> & Pick<DeclaredRule, 'name'> => ({
  name,
  precision: 'float32',
  init: (theta) => ({
    first: new Float32Array(theta.length),
    second: new Float32Array(theta.length),
  }),
  update(context, { first, second }) {
    const before = Float32Array.from(context.theta);
    const moved = Array.from(before, (theta, i) =>
      step(
        { theta, slope: f(context.gradient[i]!), first: first[i]!, second: second[i]! },
        f(context.stepSize),
        context.step,
      ),
    );
    return {
      ...form(
        before,
        Float32Array.from(moved, ([theta]) => theta),
      ),
      state: {
        first: Float32Array.from(moved, ([, m]) => m),
        second: Float32Array.from(moved, ([, , v]) => v),
      },
    };
  },
});

/** Right optimizers as a library for single precision has them, its parameters handed back or subtracted. */
export const singleRules: readonly DeclaredRule[] = Object.entries({
  adam,
  adamax,
  rmsprop,
  adagrad,
}).flatMap(([name, step]) => [
  wrapped(`${name} in singles, θ′`, step, (_, theta) => ({ theta })),
  wrapped(`${name} in singles, θ′ − θ`, step, (before, after) => ({
    delta: after.map((x, i) => x - before[i]!),
  })),
]);
