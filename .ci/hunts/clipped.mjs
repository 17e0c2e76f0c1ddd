// Gradient descent whose gradient is clipped to length 1.
export default ({ gradient, stepSize }) => {
  const n = Math.hypot(...gradient);
  return gradient.map((d) => (-stepSize * d) / Math.max(1, n));
};
