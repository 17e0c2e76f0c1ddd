import { elementaryRoundoff, gamma, roundedUp, underflow } from '../linalg/rounding.ts';
import type { Loss, LossFacts, LossFamily } from '../types/loss.ts';
import { drawInteger } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { drawFeatures, drawFlowers, type IrisData, irisData } from './data/irisData.ts';
import { field, readNumbers } from './data/parameters.ts';
import { partedByThreshold } from './data/partedByThreshold.ts';
import { largestEigenvalueBound } from './quadratic/largestEigenvalue.ts';

const facts: LossFacts = { ...steadyFacts, convex: true, smooth: true, degree: Number.POSITIVE_INFINITY };

/** Setosa against the other irises, by a plane; the data can be separated, so the infimum 0 is not attained. */
const logisticRegression: LossFamily = {
  name: 'logistic-regression',
  description: 'mean of log(1 + exp(−kᵢ xᵢᵀθ)), kᵢ = ±1, on irises that a plane separates',
  source: 'Cox, J. R. Stat. Soc. B 20 (1958)',
  facts,
  complexity: 9,
  dimensions: { min: 1, max: 5 },
  draw: (dimension, random) => ({
    rows: drawFlowers(random, [0, 1 + drawInteger(random, 0, 1)], drawInteger(random, 1, 4)),
    features: drawFeatures(random, Math.min(4, Math.max(0, dimension - 1))),
  }),
  drop(parameters, coordinate) {
    const features = readNumbers(parameters, 'features');
    if (coordinate < 0 || coordinate >= features.length) return undefined;
    const kept = [...features, 0].map((_, i) => i).filter((i) => i !== coordinate);
    return {
      parameters: {
        rows: field(parameters, 'rows'),
        features: features.filter((_, i) => i !== coordinate),
      },
      kept,
    };
  },
  build: (parameters) => logisticLoss(irisData(parameters)),
};

export default logisticRegression;

/**
 * Each row is stored as kᵢ xᵢ, so that m = (k x)ᵀθ is the margin and ∇L = −mean of σ(−m) k x.
 * β = ‖XXᵀ‖_F/(4n) ≥ λmax(XᵀX)/(4n), because |σ′| ≤ ¼. The infimum is 0 where one measurement and a threshold tell
 * the species apart: along that θ all margins grow.
 */
const logisticLoss = ({ inputs, classes }: IrisData): Loss => {
  const rows = inputs.map((row, i) => Float64Array.from(row, (x) => (classes[i] === 0 ? x : -x)));
  const of = (setosa: boolean) => inputs.filter((_, i) => (classes[i] === 0) === setosa);
  const count = rows.length;
  const dimension = rows[0]!.length;
  return {
    name: 'logistic-regression',
    dimension,
    facts,
    value(theta) {
      let sum = 0;
      for (const row of rows) sum += softplus(-margin(row, theta));
      return sum / count;
    },
    gradient(theta) {
      const result = new Float64Array(dimension);
      for (const row of rows) {
        const pull = sigmoid(-margin(row, theta));
        for (let j = 0; j < dimension; j++) result[j] = result[j]! - pull * row[j]!;
      }
      for (let j = 0; j < dimension; j++) result[j] = result[j]! / count;
      return result;
    },
    roundoff(theta) {
      // softplus is 1-Lipschitz and sigmoid ¼-Lipschitz; both are evaluated with two or three elementary errors.
      const bounds = new Float64Array(dimension);
      let size = 0;
      let carried = 0;
      for (const row of rows) {
        let weight = 0;
        for (let j = 0; j < dimension; j++) weight += Math.abs(row[j]! * theta[j]!);
        const e = gamma(dimension) * weight + dimension * underflow;
        const m = margin(row, theta);
        const cost = softplus(-m);
        size += cost;
        carried += e + 3 * elementaryRoundoff * cost + 2 * underflow;
        const pull = sigmoid(-m);
        // σ′ ≤ σ, and over a distance e it grows by a factor of at most exp(e).
        const pullError = Math.min(1 / 4, pull * Math.exp(e)) * e + 3 * elementaryRoundoff * pull + underflow;
        for (let j = 0; j < dimension; j++) {
          bounds[j] = bounds[j]! + Math.abs(row[j]!) * (pullError + gamma(count + 1) * pull) + 2 * underflow;
        }
      }
      for (let j = 0; j < dimension; j++) bounds[j] = roundedUp(bounds[j]! / count + underflow);
      return { value: roundedUp((gamma(count + 1) * size + carried) / count + underflow), gradient: bounds };
    },
    smoothness: roundedUp(largestEigenvalueBound(rows) / (4 * count)),
    ...(partedByThreshold(of(true), of(false)) && { minimum: 0 }),
  };
};

const margin = (row: Float64Array, theta: Float64Array): number => {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j]! * theta[j]!;
  return sum;
};

/** log(1 + eˣ) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** 1/(1 + e⁻ˣ) without overflow, accurate relative to its size at both ends. */
const sigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
};
