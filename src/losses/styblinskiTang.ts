import { gamma, roundedDown, roundedUp, underflow } from '../linalg/rounding.ts';
import type { LossFacts, LossFamily } from '../types/loss.ts';
import { drawList, drawNormal } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { readInteger } from './data/parameters.ts';

const dimensions = { min: 1, max: 512 };
const facts: LossFacts = { ...steadyFacts, convex: false, smooth: false, degree: 4 };

/** Roots of 4x³ − 32x + 5, the global minimum first, rounded to nearest. */
const minimiser = -2.903534027771177;
const localMaximiser = 0.1567312567803401;

/** f at the minimiser, rounded down in the last place. */
const least = -39.16616570377142;

/** Two minima along every axis, one deeper: 2ᴰ bowls with a saddle between any two. */
const styblinskiTang: LossFamily = {
  name: 'styblinski-tang',
  description: '½ Σ θᵢ⁴ − 16 θᵢ² + 5 θᵢ',
  source: 'Styblinski, Tang, Neural Networks 3 (1990)',
  facts,
  complexity: 12,
  dimensions,
  draw: (dimension) => ({ dimension }),
  drop(parameters, coordinate) {
    const dimension = readInteger(parameters, 'dimension', dimensions);
    if (dimension < 2 || coordinate < 0 || coordinate >= dimension) return undefined;
    const kept = drawList(dimension, () => 0)
      .map((_, i) => i)
      .filter((i) => i !== coordinate);
    return { parameters: { dimension: dimension - 1 }, kept };
  },
  start: (parameters, random) => drawNormal(random, readInteger(parameters, 'dimension', dimensions), 3),
  picture: {
    parameters: { dimension: 2 },
    x: [-5, 5],
    y: [-5, 5],
    starts: [
      [0.5, 4.5],
      [4.5, -0.5],
    ],
  },
  formula: () => '\\frac{1}{2} \\sum \\theta_i^4 - 16 \\theta_i^2 + 5 \\theta_i',
  build(parameters) {
    const dimension = readInteger(parameters, 'dimension', dimensions);
    return {
      name: 'styblinski-tang',
      dimension,
      facts,
      value(theta) {
        let sum = 0;
        for (let i = 0; i < dimension; i++) {
          const x = theta[i]!;
          sum += x * (x * (x * x - 16) + 5);
        }
        return sum / 2;
      },
      gradient(theta) {
        const result = new Float64Array(dimension);
        for (let i = 0; i < dimension; i++) {
          const x = theta[i]!;
          result[i] = x * (2 * (x * x) - 16) + 5 / 2;
        }
        return result;
      },
      roundoff(theta) {
        // Horner's rule rounds no term more than five times; the majorant takes every term by its size.
        const bounds = new Float64Array(dimension);
        let size = 0;
        for (let i = 0; i < dimension; i++) {
          const x = Math.abs(theta[i]!);
          size += x * (x * (x * x + 16) + 5);
          bounds[i] = roundedUp(gamma(5) * (x * (2 * (x * x) + 16) + 5 / 2) + 4 * (1 + x) * underflow);
        }
        const lost = dimension * 4 * (1 + size) * underflow;
        return { value: roundedUp((gamma(dimension + 5) * size) / 2 + lost), gradient: bounds };
      },
      minimum: roundedDown(dimension * least),
      landmarks: [
        { kind: 'minimum', theta: new Float64Array(dimension).fill(minimiser) },
        { kind: 'saddle', theta: new Float64Array(dimension).fill(localMaximiser) },
      ],
    };
  },
};

export default styblinskiTang;
