import { type Residual, squaredResiduals } from './squares/squaredResiduals.ts';

/** c − x + x yᵏ. */
const residual = (c: number, k: 1 | 2 | 3, x: number, y: number): Residual => {
  const lower = { 1: 1, 2: y, 3: y * y }[k];
  const power = lower * y;
  return {
    weight: 1,
    value: c - x * (1 - power),
    slopes: [power - 1, k * x * lower],
    size: c + Math.abs(x) * (1 + Math.abs(power)),
    slopeSizes: [1 + Math.abs(power), Math.abs(k * x * lower)],
  };
};

/** A flat valley along θ₂ = 1 between steep corners. */
export default squaredResiduals({
  name: 'beale',
  description: 'Σ (cₖ − θ₁ + θ₁ θ₂ᵏ)², c = 1.5, 2.25, 2.625',
  source: 'Beale, Technical Report 25, Princeton (1958); Moré, Garbow, Hillstrom, ACM TOMS 7 (1981), 5',
  complexity: 41,
  degree: 8,
  residuals: (x, y) => [residual(1.5, 1, x, y), residual(2.25, 2, x, y), residual(2.625, 3, x, y)],
  minimiser: [3, 0.5],
  picture: {
    x: [-4.5, 4.5],
    y: [-4.5, 4.5],
    starts: [
      [1, 1.5],
      [-1, 1],
    ],
  },
});
