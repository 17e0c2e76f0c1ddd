// Gradient descent with the long step of Barzilai and Borwein, sᵀs/sᵀz with z the change of ∇L along s; η where there is none.
const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

export default {
  init: () => null,
  update({ theta, gradient, stepSize }, last) {
    let eta = stepSize;
    if (last) {
      const s = theta.map((x, i) => x - last.theta[i]);
      const z = gradient.map((d, i) => d - last.gradient[i]);
      if (dot(s, z) > 0) eta = dot(s, s) / dot(s, z);
    }
    return {
      delta: gradient.map((d) => -eta * d),
      state: { theta: theta.slice(), gradient: gradient.slice() },
    };
  },
};
