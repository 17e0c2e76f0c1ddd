export default ({ gradient, stepSize }) => {
  const n = Math.hypot(...gradient);
  return gradient.map((d) => (n > 0 ? (-stepSize * d) / n : 0));
};
