import { exponential, type Fixed, one, over, power, root, size, sum, times, toNumber } from './fixedPoint.ts';
import type { Definition, History } from './history.ts';

const steps = ({ gradients }: History): number => gradients.length;
const gradientAt = ({ gradients }: History, step: number, i: number): Fixed => gradients[step]![i]!;
const lastGradient = (history: History, i: number): Fixed => gradientAt(history, steps(history) - 1, i);
const knob = ({ hyperparameters }: History, name: string): Fixed => hyperparameters[name]!;
const signOf = (x: Fixed): Fixed => (x > 0n ? one : x < 0n ? -one : 0n);

/** (1 − ρ) Σₖ ρ^(t−k) f(dₖ), the moving average of f over the first `count` gradients of a coordinate. */
const average = (
  history: History,
  { rho, count, i }: { readonly rho: Fixed; readonly count: number; readonly i: number },
  f: (d: Fixed) => Fixed,
): Fixed =>
  times(
    one - rho,
    sum(count, (k) => times(power(rho, count - 1 - k), f(gradientAt(history, k, i)))),
  );

const square = (d: Fixed): Fixed => times(d, d);
const itself = (d: Fixed): Fixed => d;

/** How many relative errors of size u are lost in 1 − ρᵗ when ρᵗ is off by two: it loses what it cancels. */
const cancellation = (rho: Fixed, count: number): number =>
  4 * Math.ceil(1 / toNumber(one - power(rho, count)));

/** Cauchy: −η d. */
export const gradientDescent: Definition = (history, i) => {
  const delta = -times(history.stepSize, lastGradient(history, i));
  return { delta, magnitude: size(delta), roundings: 1 };
};

/** Polyak: −η Σₖ b^(t−k) dₖ. */
export const heavyBall: Definition = (history, i) => {
  const t = steps(history);
  const total = (f: (d: Fixed) => Fixed): Fixed =>
    times(
      history.stepSize,
      sum(t, (k) => times(power(knob(history, 'momentum'), t - 1 - k), f(gradientAt(history, k, i)))),
    );
  return { delta: -total(itself), magnitude: total(size), roundings: 2 * t + 1 };
};

/** Nesterov's two sequences from y = x = 0: x' = y − η d, y' = x' + b (x' − x); Δ = y' − y. */
export const nesterov: Definition = (history, i) => {
  const b = knob(history, 'momentum');
  let [x, y, delta] = [0n, 0n, 0n];
  let [speed, magnitude] = [0n, 0n];
  for (let k = 0; k < steps(history); k++) {
    const push = times(history.stepSize, gradientAt(history, k, i));
    const next = y - push;
    const extrapolated = next + times(b, next - x);
    delta = extrapolated - y;
    [x, y] = [next, extrapolated];
    speed = times(b, speed) + size(push);
    magnitude = times(b, speed) + size(push);
  }
  return { delta, magnitude, roundings: 2 * steps(history) + 3 };
};

/** Kingma and Ba: −η m̂/(√v̂ + ε), averages as in their equation 1. */
export const adam: Definition = (history, i) => {
  const count = steps(history);
  const [beta1, beta2] = [knob(history, 'beta1'), knob(history, 'beta2')];
  const corrected = (rho: Fixed, f: (d: Fixed) => Fixed): Fixed =>
    over(average(history, { rho, count, i }, f), one - power(rho, count));
  const scale = over(history.stepSize, root(corrected(beta2, square)) + knob(history, 'epsilon'));
  return {
    delta: -times(scale, corrected(beta1, itself)),
    magnitude: times(scale, corrected(beta1, size)),
    roundings: 5 * count + 12 + cancellation(beta1, count) + cancellation(beta2, count),
  };
};

/** Loshchilov and Hutter: Adam's displacement and −ηλθ. */
export const adamW: Definition = (history, i) => {
  const { delta, magnitude, roundings } = adam(history, i);
  const decay = times(times(history.stepSize, knob(history, 'weightDecay')), history.theta[i]!);
  return { delta: delta - decay, magnitude: magnitude + size(decay), roundings: roundings + 2 };
};

/** Tieleman and Hinton: −η d/(√v + ε). */
export const rmsprop: Definition = (history, i) => {
  const count = steps(history);
  const v = average(history, { rho: knob(history, 'decay'), count, i }, square);
  const push = times(history.stepSize, lastGradient(history, i));
  const delta = -over(push, root(v) + knob(history, 'epsilon'));
  return { delta, magnitude: size(delta), roundings: 3 * count + 6 };
};

/** Graves: −η d/√(n − m² + ε). The difference of m from d is off by up to (3t + 2)u·max|d|, and the variance with it. */
export const centredRmsprop: Definition = (history, i) => {
  const count = steps(history);
  const rho = knob(history, 'decay');
  const n = average(history, { rho, count, i }, square);
  const m = average(history, { rho, count, i }, itself);
  const radicand = n - square(m) + knob(history, 'epsilon');
  const delta = -over(times(history.stepSize, lastGradient(history, i)), root(radicand));
  const most = sum(count, (k) => square(gradientAt(history, k, i)));
  const loss = Math.ceil(toNumber(over(most, radicand)));
  return { delta, magnitude: size(delta), roundings: (8 * count + 8) * (1 + loss) };
};

/** Duchi, Hazan and Singer: −η d/(√Σd² + δ). */
export const adagrad: Definition = (history, i) => {
  const count = steps(history);
  const total = sum(count, (k) => square(gradientAt(history, k, i)));
  const push = times(history.stepSize, lastGradient(history, i));
  const delta = -over(push, root(total) + knob(history, 'epsilon'));
  return { delta, magnitude: size(delta), roundings: count + 6 };
};

/** Zeiler: xₜ = −√(E[x²]ₜ₋₁ + ε) dₜ/√(E[d²]ₜ + ε), E[x²] averaged over all the earlier x; Δ = η x. */
export const adadelta: Definition = (history, i) => {
  const [rho, epsilon] = [knob(history, 'decay'), knob(history, 'epsilon')];
  const moves: Fixed[] = [];
  for (let count = 1; count <= steps(history); count++) {
    const before = times(
      one - rho,
      sum(moves.length, (k) => times(power(rho, moves.length - 1 - k), square(moves[k]!))),
    );
    const a = average(history, { rho, count, i }, square);
    moves.push(-times(over(root(before + epsilon), root(a + epsilon)), gradientAt(history, count - 1, i)));
  }
  const delta = times(history.stepSize, moves.at(-1)!);
  return { delta, magnitude: size(delta), roundings: 8 * steps(history) ** 2 + 8 };
};

/** Bernstein et al.: −η sign(d). */
export const signDescent: Definition = (history, i) => {
  const delta = -times(history.stepSize, signOf(lastGradient(history, i)));
  return { delta, magnitude: size(delta), roundings: 0 };
};

/** Chen et al. without decay: −η sign(β₁m + (1 − β₁)d), m averaged with β₂ over the gradients before. */
export const lion: Definition = (history, i) => {
  const [beta1, count] = [knob(history, 'beta1'), steps(history) - 1];
  const m = average(history, { rho: knob(history, 'beta2'), count, i }, itself);
  const mixed = times(beta1, m) + times(one - beta1, lastGradient(history, i));
  const delta = -times(history.stepSize, signOf(mixed));
  return { delta, magnitude: size(delta), roundings: 0 };
};

/** Chen et al.: Lion's displacement and −ηλθ. */
export const lionDecay: Definition = (history, i) => {
  const decay = times(times(history.stepSize, knob(history, 'weightDecay')), history.theta[i]!);
  const { delta, magnitude } = lion(history, i);
  return { delta: delta - decay, magnitude: magnitude + size(decay), roundings: 3 };
};

/** Kivinen and Warmuth: θ e^(−ηd) − θ. The exponent's one rounding weighs as much as the exponent itself. */
export const mirrorDescent: Definition = (history, i) => {
  const exponent = times(history.stepSize, lastGradient(history, i));
  const theta = history.theta[i]!;
  const delta = times(theta, exponential(-exponent) - one);
  return { delta, magnitude: size(delta), roundings: 4 + 2 * Math.ceil(Math.abs(toNumber(exponent))) };
};

/** −η Σⱼ r^|i−j| dⱼ. */
export const preconditionedDescent: Definition = (history, i) => {
  const dimension = history.theta.length;
  const total = (f: (d: Fixed) => Fixed): Fixed =>
    times(
      history.stepSize,
      sum(dimension, (j) =>
        f(times(power(knob(history, 'correlation'), Math.abs(i - j)), lastGradient(history, j))),
      ),
    );
  return { delta: -total(itself), magnitude: total(size), roundings: 3 * dimension };
};

/** η (Aθ)ᵢ = η (s θᵢ₊₁ − θᵢ). */
export const linearFlow: Definition = ({ theta, stepSize, hyperparameters }, i) => {
  const [own, next] = [theta[i]!, times(hyperparameters.coupling!, theta[i + 1] ?? 0n)];
  return {
    delta: times(stepSize, next - own),
    magnitude: times(stepSize, size(next) + size(own)),
    roundings: 3,
  };
};
