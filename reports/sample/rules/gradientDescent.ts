// Gradient descent, as a person would write it: a bare function that returns the displacement.
export default ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }) =>
  gradient.map((slope) => -stepSize * slope);
