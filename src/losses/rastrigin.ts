import { elementaryRoundoff, gamma, roundedUp, underflow, unitRoundoff } from '../linalg/rounding.ts';
import type { LossFacts, LossFamily } from '../types/loss.ts';
import { drawNormal } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { readInteger } from './data/parameters.ts';

const dimensions = { min: 1, max: 512 };
const facts: LossFacts = {
  ...steadyFacts,
  convex: false,
  smooth: true,
  degree: Number.POSITIVE_INFINITY,
};

const turn = 2 * Math.PI;

/** 2π times how far x is from the nearest whole number, which is exact: the argument of sine and cosine stays small. */
const phase = (x: number): number => turn * (x - Math.round(x));

/** |fl(phase) − phase| at most: π is rounded, and so is the product. */
const phaseError = (p: number): number => 2 * unitRoundoff * (1 + unitRoundoff) * Math.abs(p) + underflow;

/** A bowl full of bowls: a minimum near every point of whole numbers, the least one at 0. */
const rastrigin: LossFamily = {
  name: 'rastrigin',
  description: 'Σ θᵢ² + 10 (1 − cos 2πθᵢ)',
  source: 'Rastrigin, Systems of Extremal Control (1974)',
  facts,
  complexity: 43,
  dimensions,
  onlyNamed: true,
  draw: (dimension) => ({ dimension }),
  drop(parameters, coordinate) {
    const dimension = readInteger(parameters, 'dimension', dimensions);
    if (dimension < 2 || coordinate < 0 || coordinate >= dimension) return undefined;
    const kept = Array.from({ length: dimension }, (_, i) => i).filter((i) => i !== coordinate);
    return { parameters: { dimension: dimension - 1 }, kept };
  },
  start: (parameters, random) => drawNormal(random, readInteger(parameters, 'dimension', dimensions), 2),
  picture: {
    parameters: { dimension: 2 },
    x: [-3, 3],
    y: [-3, 3],
    starts: [
      [-2.3, 1.6],
      [1.4, 2.4],
    ],
  },
  build(parameters) {
    const dimension = readInteger(parameters, 'dimension', dimensions);
    return {
      name: 'rastrigin',
      dimension,
      facts,
      // 1 − cos p = 2 sin²(p/2) does not cancel.
      value(theta) {
        let sum = 0;
        for (let i = 0; i < dimension; i++) {
          const x = theta[i]!;
          const s = Math.sin(phase(x) / 2);
          sum += x * x + 20 * (s * s);
        }
        return sum;
      },
      gradient: (theta) => theta.map((x) => 2 * x + 10 * turn * Math.sin(phase(x))),
      roundoff(theta) {
        let [size, carried] = [0, 0];
        const gradient = new Float64Array(dimension);
        for (let i = 0; i < dimension; i++) {
          const x = theta[i]!;
          const p = phase(x);
          const s = Math.abs(Math.sin(p / 2));
          const off = phaseError(p) / 2 + elementaryRoundoff * s;
          size += x * x + 20 * s * s;
          carried += 20 * (2 * s + off) * off + 24 * underflow;
          const slope = Math.abs(Math.sin(p));
          gradient[i] = roundedUp(
            10 * turn * (phaseError(p) + elementaryRoundoff * slope + gamma(3) * slope) +
              gamma(2) * (2 * Math.abs(x) + 10 * turn * slope) +
              80 * underflow,
          );
        }
        return { value: roundedUp(gamma(dimension + 5) * size + carried), gradient };
      },
      smoothness: 2 + 10 * turn * turn * (1 + gamma(6)),
      minimum: 0,
      landmarks: [{ kind: 'minimum', theta: new Float64Array(dimension) }],
    };
  },
};

export default rastrigin;
