// Conjugate gradients of Polak and Ribière with a fixed step and no restart: b may be negative, the direction uphill.
const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

export default {
  init: () => ({ gradient: null, direction: null }),
  update({ gradient, stepSize }, last) {
    const size = last.gradient ? dot(last.gradient, last.gradient) : 0;
    const b = size > 0 ? (dot(gradient, gradient) - dot(gradient, last.gradient)) / size : 0;
    const direction = gradient.map((d, i) => (b === 0 ? 0 : b * last.direction[i]) - d);
    return { delta: direction.map((p) => stepSize * p), state: { gradient: gradient.slice(), direction } };
  },
};
