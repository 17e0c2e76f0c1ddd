import { gamma, roundedUp, underflow } from '../linalg/rounding.ts';
import type { LossFacts, LossFamily } from '../types/loss.ts';
import { drawList, drawScale } from './parts/draw.ts';
import { readNumbers } from './parts/parameters.ts';

const facts: LossFacts = {
  convex: true,
  smooth: true,
  network: false,
  stochastic: false,
  timeVarying: false,
  degree: 1,
};

/** The same gradient everywhere, and no minimum: every effective step must make it fall, however long. */
const linear: LossFamily = {
  name: 'linear',
  description: 'Σ bᵢ θᵢ, every bᵢ ≠ 0',
  facts,
  complexity: 1,
  dimensions: { min: 1, max: 512 },
  draw: (dimension, random) => ({
    slope: drawList(dimension, () => (random() < 1 / 2 ? -1 : 1) * drawScale(random, 0.1, 10)),
  }),
  drop(parameters, coordinate) {
    const slope = readNumbers(parameters, 'slope');
    if (slope.length < 2 || coordinate < 0 || coordinate >= slope.length) return undefined;
    const kept = slope.map((_, i) => i).filter((i) => i !== coordinate);
    return { parameters: { slope: kept.map((i) => slope[i]!) }, kept };
  },
  build(parameters) {
    const b = Float64Array.from(readNumbers(parameters, 'slope'));
    const dimension = b.length;
    if (dimension === 0 || b.includes(0)) {
      throw new RangeError(`slope: must be numbers other than zero, got slope = [${b}]`);
    }
    return {
      name: 'linear',
      dimension,
      facts,
      value(theta) {
        let sum = 0;
        for (let i = 0; i < dimension; i++) sum += b[i]! * theta[i]!;
        return sum;
      },
      gradient: () => b.slice(),
      roundoff(theta) {
        let size = 0;
        for (let i = 0; i < dimension; i++) size += Math.abs(b[i]! * theta[i]!);
        return {
          value: roundedUp(gamma(dimension) * size + dimension * underflow),
          gradient: new Float64Array(dimension),
        };
      },
      smoothness: 0,
    };
  },
};

export default linear;
