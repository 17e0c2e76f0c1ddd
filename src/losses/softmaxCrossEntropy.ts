import { elementaryRoundoff, gamma, roundedUp, underflow, unitRoundoff } from '../linalg/rounding.ts';
import type { Block, Loss, LossFacts, LossFamily } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';
import { drawInteger } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { drawFeatures, drawFlowers, type IrisData, irisData } from './data/irisData.ts';
import { field, readNumbers } from './data/parameters.ts';
import { partedByThreshold } from './data/partedByThreshold.ts';
import { largestEigenvalueBound } from './quadratic/largestEigenvalue.ts';

const classCount = 3;
const facts: LossFacts = { ...steadyFacts, convex: true, smooth: true, degree: Number.POSITIVE_INFINITY };

/** Three species of iris at once; adding a constant to all scores changes nothing, so no minimum is unique. */
const softmaxCrossEntropy: LossFamily = {
  name: 'softmax-cross-entropy',
  description: 'mean of log Σ exp(z_c) − z_k, z = W x, on irises',
  source: 'Bridle, Neurocomputing (NATO ASI F68), 1990',
  facts,
  complexity: 10,
  dimensions: { min: classCount, max: 5 * classCount },
  draw: (dimension, random) => ({
    rows: drawFlowers(random, [0, 1, 2], drawInteger(random, 1, 3)),
    features: drawFeatures(random, Math.min(4, Math.max(0, Math.round(dimension / classCount) - 1))),
  }),
  drop(parameters, coordinate) {
    const features = readNumbers(parameters, 'features');
    const columns = features.length + 1;
    const feature = coordinate % columns;
    if (coordinate < 0 || coordinate >= classCount * columns || feature === features.length) return undefined;
    const kept = Array.from({ length: classCount * columns }, (_, i) => i).filter(
      (i) => i % columns !== feature,
    );
    return {
      parameters: { rows: field(parameters, 'rows'), features: features.filter((_, i) => i !== feature) },
      kept,
    };
  },
  build: (parameters) => softmaxLoss(irisData(parameters)),
};

export default softmaxCrossEntropy;

/**
 * With the largest score z_m and s = Σ_{c≠m} exp(z_c − z_m): L = mean of log(1 + s) + z_m − z_k, and the error of
 * class c is p_c − [c = k], where the one of k is minus the sum of the others.
 * β = ‖XXᵀ‖_F/(2n) ≥ λmax(XᵀX)/(2n), because ‖diag(p) − ppᵀ‖ ≤ ½. The infimum is 0 where thresholds part the species.
 */
const softmaxLoss = ({ inputs, classes }: IrisData): Loss => {
  const rows = inputs.map((row) => Float64Array.from(row));
  const count = rows.length;
  const columns = rows[0]!.length;
  const dimension = classCount * columns;
  const scores = new Float64Array(classCount);
  const shares = new Float64Array(classCount);
  /** Fills scores with z and shares with exp(z − z_m); returns m. */
  const score = (theta: Vector, row: Vector): number => {
    let top = 0;
    for (let c = 0; c < classCount; c++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += theta[c * columns + j]! * row[j]!;
      scores[c] = sum;
      if (sum > scores[top]!) top = c;
    }
    for (let c = 0; c < classCount; c++) shares[c] = Math.exp(scores[c]! - scores[top]!);
    return top;
  };
  const restOf = (top: number): number => {
    let rest = 0;
    for (let c = 0; c < classCount; c++) if (c !== top) rest += shares[c]!;
    return rest;
  };
  /** Turns shares into p − [c = k]. */
  const errorsOf = (top: number, kind: number): void => {
    const total = 1 + restOf(top);
    let others = 0;
    for (let c = 0; c < classCount; c++) {
      shares[c] = shares[c]! / total;
      if (c !== kind) others += shares[c]!;
    }
    shares[kind] = -others;
  };
  return {
    name: 'softmax-cross-entropy',
    dimension,
    facts,
    value(theta) {
      let sum = 0;
      for (let n = 0; n < count; n++) {
        const top = score(theta, rows[n]!);
        sum += Math.log1p(restOf(top)) + (scores[top]! - scores[classes[n]!]!);
      }
      return sum / count;
    },
    gradient(theta) {
      const result = new Float64Array(dimension);
      for (let n = 0; n < count; n++) {
        const row = rows[n]!;
        errorsOf(score(theta, row), classes[n]!);
        for (let c = 0; c < classCount; c++) {
          for (let j = 0; j < columns; j++) {
            const k = c * columns + j;
            result[k] = result[k]! + shares[c]! * row[j]!;
          }
        }
      }
      for (let k = 0; k < dimension; k++) result[k] = result[k]! / count;
      return result;
    },
    roundoff(theta) {
      const bounds = new Float64Array(dimension);
      let size = 0;
      let carried = 0;
      for (let n = 0; n < count; n++) {
        const row = rows[n]!;
        const kind = classes[n]!;
        const top = score(theta, row);
        // Every score errs by at most e, every difference of two by `shift`, exp by one elementary error more.
        let e = 0;
        let spread = 0;
        for (let c = 0; c < classCount; c++) {
          let weight = 0;
          for (let j = 0; j < columns; j++) weight += Math.abs(theta[c * columns + j]! * row[j]!);
          e = Math.max(e, gamma(columns) * weight + columns * underflow);
          spread = Math.max(spread, scores[top]! - scores[c]!);
        }
        const rest = restOf(top);
        const lead = scores[top]! - scores[kind]!;
        const cost = Math.log1p(rest) + lead;
        size += cost;
        let shifted = 0;
        for (let c = 0; c < classCount; c++) {
          if (c !== top)
            shifted += shares[c]! * (unitRoundoff * (scores[top]! - scores[c]!) + elementaryRoundoff);
        }
        carried +=
          2 * e +
          shifted +
          gamma(2) * rest +
          elementaryRoundoff * cost +
          unitRoundoff * (lead + cost) +
          8 * underflow;
        // log p moves by at most twice what the scores do; exp, the sum and the quotient add theirs.
        const shift = 2 * (2 * e + unitRoundoff * spread + elementaryRoundoff) + gamma(8);
        const relative = Math.expm1(shift) * (1 + elementaryRoundoff);
        errorsOf(top, kind);
        for (let c = 0; c < classCount; c++) {
          const p = Math.abs(shares[c]!);
          const error = 2 * relative * p + 4 * underflow;
          for (let j = 0; j < columns; j++) {
            const k = c * columns + j;
            bounds[k] = bounds[k]! + Math.abs(row[j]!) * (error + gamma(count + 2) * p) + 2 * underflow;
          }
        }
      }
      for (let k = 0; k < dimension; k++) bounds[k] = roundedUp(bounds[k]! / count + underflow);
      return { value: roundedUp((gamma(count + 2) * size + carried) / count + underflow), gradient: bounds };
    },
    smoothness: roundedUp(largestEigenvalueBound(rows) / (2 * count)),
    ...(partedByThresholds({ inputs, classes }) && { minimum: 0 }),
    blocks: ['setosa', 'versicolor', 'virginica'].map(
      (name, c): Block => ({ name, from: c * columns, to: (c + 1) * columns }),
    ),
    parameters: [{ name: 'scores', shape: [classCount, columns], from: 0, to: dimension }],
  };
};

/**
 * Whether a threshold parts one species from the other two, and another threshold those from each other.
 *
 * Then L → 0: with x > p on the one and y > q on the second of the others, scores r(x − p) for the one and ±(y − q) for
 * the others are greatest where they should be once r is large, and grow apart by any factor.
 */
const partedByThresholds = ({ inputs, classes }: IrisData): boolean => {
  const of = (kind: number) => inputs.filter((_, n) => classes[n] === kind);
  return [0, 1, 2].some((one) => {
    const [second, third] = [of((one + 1) % classCount), of((one + 2) % classCount)];
    return partedByThreshold(of(one), [...second, ...third]) && partedByThreshold(second, third);
  });
};
