// L-BFGS of five pairs with unit steps, whatever the loss does; η is the length of the first step alone.
const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

export default {
  init: () => ({ pairs: [], last: null }),
  update({ theta, gradient, stepSize }, { pairs: before, last }) {
    const s = last && theta.map((x, i) => x - last.theta[i]);
    const z = last && gradient.map((d, i) => d - last.gradient[i]);
    const pairs = last && dot(s, z) > 0 ? [...before, { s, z, sz: dot(s, z) }].slice(-5) : before;
    let p = gradient.map((d) => -d);
    const weights = [];
    for (const { s, z, sz } of pairs.toReversed()) {
      const weight = dot(s, p) / sz;
      weights.unshift(weight);
      p = p.map((x, i) => x - weight * z[i]);
    }
    const newest = pairs.at(-1);
    p = p.map((x) => x * (newest ? newest.sz / dot(newest.z, newest.z) : stepSize));
    pairs.forEach(({ s, z, sz }, k) => {
      const weight = weights[k] - dot(z, p) / sz;
      p = p.map((x, i) => x + weight * s[i]);
    });
    return { delta: p, state: { pairs, last: { theta: theta.slice(), gradient: gradient.slice() } } };
  },
};
