import { squaredResiduals } from './squares/squaredResiduals.ts';

/** Four minima of the same depth, of which only (3, 2) is a pair of whole numbers. */
export default squaredResiduals({
  name: 'himmelblau',
  description: '(θ₁² + θ₂ − 11)² + (θ₁ + θ₂² − 7)²',
  source: 'Himmelblau, Applied Nonlinear Programming (1972)',
  complexity: 40,
  degree: 4,
  residuals: (x, y) => [
    {
      weight: 1,
      value: x * x + y - 11,
      slopes: [2 * x, 1],
      size: x * x + Math.abs(y) + 11,
      slopeSizes: [2 * Math.abs(x), 1],
    },
    {
      weight: 1,
      value: x + y * y - 7,
      slopes: [1, 2 * y],
      size: Math.abs(x) + y * y + 7,
      slopeSizes: [1, 2 * Math.abs(y)],
    },
  ],
  minimiser: [3, 2],
  picture: {
    x: [-5, 5],
    y: [-5, 5],
    starts: [
      [-0.5, -1],
      [0.5, 4],
    ],
  },
});
