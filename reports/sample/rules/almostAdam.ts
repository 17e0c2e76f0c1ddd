// Adam with one letter changed: the first moment is updated with the wrong sign.
interface State {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

export default {
  name: 'almost adam',
  init: (theta: Float64Array): State => ({
    first: new Float64Array(theta.length),
    second: new Float64Array(theta.length),
  }),
  update(
    { gradient, stepSize, step }: { gradient: Float64Array; stepSize: number; step: number },
    { first, second }: State,
  ) {
    const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
    const nextFirst = first.map((m, i) => beta1 * m - (1 - beta1) * (gradient[i] ?? 0));
    const nextSecond = second.map((v, i) => beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2);
    const delta = nextFirst.map((m, i) => {
      const mean = m / (1 - beta1 ** (step + 1));
      const square = (nextSecond[i] ?? 0) / (1 - beta2 ** (step + 1));
      return (-stepSize * mean) / (Math.sqrt(square) + epsilon);
    });
    return { delta, state: { first: nextFirst, second: nextSecond } };
  },
};
