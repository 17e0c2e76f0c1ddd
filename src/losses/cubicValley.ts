import { squaredResiduals } from './squares/squaredResiduals.ts';

/** A valley that is narrow and bends twice: its floor is a cubic, a hundred times as steep across as along it. */
export default squaredResiduals({
  name: 'cubic-valley',
  description: '100 (θ₂ − θ₁³)² + (1 − θ₁)²',
  source: 'White, Holst (1964), as in Witte, Holst, Proc. Spring Joint Computer Conf. 25 (1964)',
  complexity: 42,
  degree: 6,
  residuals: (x, y) => [
    {
      weight: 100,
      value: y - x * x * x,
      slopes: [-3 * x * x, 1],
      size: Math.abs(y) + Math.abs(x * x * x),
      slopeSizes: [3 * x * x, 1],
    },
    { weight: 1, value: 1 - x, slopes: [-1, 0], size: 1 + Math.abs(x), slopeSizes: [1, 0] },
  ],
  minimiser: [1, 1],
  picture: {
    x: [-1.6, 1.6],
    y: [-2, 2],
    starts: [
      [-1.2, -1],
      [0.2, 1.2],
    ],
  },
});
