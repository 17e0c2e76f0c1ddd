import { gamma, roundedUp, underflow, unitRoundoff } from '../linalg/rounding.ts';
import { texNumber } from '../numbers.ts';
import type { LossFacts, LossFamily } from '../types/loss.ts';
import { drawList, drawNormal, drawScale } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { field, readInteger, readNumber } from './data/parameters.ts';

const dimensions = { min: 2, max: 512 };
const facts: LossFacts = { ...steadyFacts, convex: false, smooth: false, degree: 4 };

/** A curved valley, its floor of the slope of a parabola; b = 100 is the function of the paper. */
const rosenbrock: LossFamily = {
  name: 'rosenbrock',
  description: 'Σ b (θᵢ₊₁ − θᵢ²)² + (1 − θᵢ)², b > 0',
  source: 'Rosenbrock, Comput. J. 3 (1960)',
  facts,
  complexity: 11,
  dimensions,
  draw: (dimension, random) => ({
    dimension: Math.max(2, dimension),
    steepness: random() < 1 / 2 ? 100 : drawScale(random, 1, 100),
  }),
  drop(parameters) {
    const dimension = readInteger(parameters, 'dimension', dimensions);
    if (dimension <= dimensions.min) return undefined;
    return {
      parameters: { dimension: dimension - 1, steepness: field(parameters, 'steepness') },
      kept: drawList(dimension - 1, () => 0).map((_, i) => i),
    };
  },
  start: (parameters, random) => drawNormal(random, readInteger(parameters, 'dimension', dimensions), 1),
  picture: {
    parameters: { dimension: 2, steepness: 100 },
    x: [-2, 2],
    y: [-1, 3],
    starts: [
      [-1.2, 1],
      [1.5, -0.5],
    ],
  },
  formula(parameters) {
    const b = texNumber(readNumber(parameters, 'steepness'));
    return readInteger(parameters, 'dimension', dimensions) === 2
      ? `${b} \\left( \\theta[1] - \\theta[0]^2 \\right)^2 + \\left( 1 - \\theta[0] \\right)^2`
      : `\\sum ${b} \\left( \\theta_{i+1} - \\theta_i^2 \\right)^2 + \\left( 1 - \\theta_i \\right)^2`;
  },
  build(parameters) {
    const dimension = readInteger(parameters, 'dimension', dimensions);
    const b = readNumber(parameters, 'steepness');
    if (!(b > 0)) throw new RangeError(`steepness: must be positive, got steepness = ${b}`);
    return {
      name: 'rosenbrock',
      dimension,
      facts,
      value(theta) {
        let sum = 0;
        for (let i = 0; i + 1 < dimension; i++) {
          const x = theta[i]!;
          const bend = theta[i + 1]! - x * x;
          sum += b * (bend * bend) + (1 - x) * (1 - x);
        }
        return sum;
      },
      gradient(theta) {
        const result = new Float64Array(dimension);
        for (let i = 0; i + 1 < dimension; i++) {
          const x = theta[i]!;
          const pull = 2 * b * (theta[i + 1]! - x * x);
          result[i] = result[i]! - (2 * (pull * x) + 2 * (1 - x));
          result[i + 1] = result[i + 1]! + pull;
        }
        return result;
      },
      roundoff(theta) {
        const bounds = new Float64Array(dimension);
        const sizes = new Float64Array(dimension);
        let size = 0;
        let carried = 0;
        for (let i = 0; i + 1 < dimension; i++) {
          const x = theta[i]!;
          const bend = Math.abs(theta[i + 1]! - x * x);
          const rest = Math.abs(1 - x);
          // bend inherits one rounding of x² and adds its own.
          const e = unitRoundoff * (x * x + bend) + underflow;
          size += b * (bend * bend) + rest * rest;
          carried +=
            b * (2 * bend * e + e * e) +
            2 * unitRoundoff * (1 + unitRoundoff) * rest * rest +
            (b + 4) * underflow;
          // pull = (2b)·bend: one rounding, 2b is exact.
          const pull = 2 * b * bend;
          const pullError = 2 * b * e + unitRoundoff * pull + underflow;
          sizes[i] = sizes[i]! + 2 * (pull * Math.abs(x) + rest);
          sizes[i + 1] = sizes[i + 1]! + pull;
          bounds[i] = bounds[i]! + 2 * (pullError * Math.abs(x) + unitRoundoff * rest + underflow);
          bounds[i + 1] = bounds[i + 1]! + pullError;
        }
        for (let i = 0; i < dimension; i++) bounds[i] = roundedUp(bounds[i]! + gamma(4) * sizes[i]!);
        return { value: roundedUp(gamma(dimension + 3) * size + carried), gradient: bounds };
      },
      minimum: 0,
      landmarks: [{ kind: 'minimum', theta: new Float64Array(dimension).fill(1) }],
    };
  },
};

export default rosenbrock;
