import type { Landmark, LossFamily } from '../../types/loss.ts';
import type { Json, Random } from '../../types/vector.ts';
import { drawList, drawQuarter, drawScale } from '../data/draw.ts';
import { separableFormula } from '../data/formula.ts';
import { readNumbers, requireLength } from '../data/parameters.ts';
import { type Separable, separableLoss } from './separableLoss.ts';

/** Weights and a centre, each of shape (D). */
export interface Weighted {
  readonly weights: readonly number[];
  readonly centre: readonly number[];
}

/** How the parameters of a family hold its weights and centre. */
export interface WeightedParameters {
  draw(dimension: number, random: Random): Json;
  /** @throws RangeError or TypeError where they make no loss */
  read(parameters: Json): Weighted;
  /** The parameters that `read` reads so. */
  write(weighted: Weighted): Json;
}

/** Positive weights and a centre, as { weights, centre }. */
export const positiveWeights: WeightedParameters = {
  draw: (dimension, random) => ({
    weights: drawList(dimension, () => drawScale(random, 0.1, 10)),
    centre: drawList(dimension, () => drawQuarter(random)),
  }),
  read(parameters) {
    const weights = readNumbers(parameters, 'weights');
    const centre = readNumbers(parameters, 'centre');
    if (weights.length === 0 || !weights.every((weight) => weight > 0)) {
      throw new RangeError(`weights: must be positive numbers, got weights = ${JSON.stringify(weights)}`);
    }
    requireLength(centre, 'centre', weights.length);
    return { weights, centre };
  },
  write: ({ weights, centre }) => ({ weights, centre }),
};

/** What determines a family of separable losses, one for each choice of its weights and centre. */
export interface SeparableDescription
  extends Pick<LossFamily, 'name' | 'description' | 'source' | 'facts' | 'complexity'>,
    Pick<Separable, 'term' | 'differentiable' | 'minimum'> {
  readonly parameters: WeightedParameters;
  /** f in TeX of what stands in its place. */
  readonly written: (of: string) => string;
  /** What the centre is, where it is a point of interest. */
  readonly landmark?: Landmark['kind'];
  /** β, where it is known. */
  readonly smoothness?: (weights: readonly number[]) => number;
}

/** The family of L(θ) = Σ wᵢ f(θᵢ − mᵢ) in up to 512 dimensions. */
export const separableFamily = (described: SeparableDescription): LossFamily => {
  const { name, description, source, facts, complexity, written } = described;
  const { parameters: form, term, differentiable, minimum, landmark, smoothness } = described;
  return {
    name,
    description,
    ...(source !== undefined && { source }),
    facts,
    complexity,
    dimensions: { min: 1, max: 512 },
    draw: form.draw,
    drop(parameters, coordinate) {
      const { weights, centre } = form.read(parameters);
      if (weights.length < 2 || coordinate < 0 || coordinate >= weights.length) return undefined;
      const kept = weights.map((_, i) => i).filter((i) => i !== coordinate);
      const fewer = { weights: kept.map((i) => weights[i]!), centre: kept.map((i) => centre[i]!) };
      return { kept, parameters: form.write(fewer) };
    },
    formula(parameters) {
      const { weights, centre } = form.read(parameters);
      return separableFormula(weights, centre, written);
    },
    build(parameters) {
      const { weights, centre } = form.read(parameters);
      return separableLoss({
        name,
        facts,
        weights,
        centre,
        term,
        ...(differentiable && { differentiable }),
        ...(minimum !== undefined && { minimum }),
        ...(smoothness && { smoothness: smoothness(weights) }),
        ...(landmark && { landmarks: [{ kind: landmark, theta: Float64Array.from(centre) }] }),
      });
    },
  };
};
