import type fc from 'fast-check';
import type { Loss, LossFamily, LossReference } from '../../types/loss.ts';
import type { DimensionRange } from '../../types/scenario.ts';
import { assertDemand } from '../assertDemand.ts';
import { oneOf } from '../choose.ts';
import { dimensionRange, dimensionStrataWithin, drawDimension } from '../coverage/strata.ts';
import { directArbitrary } from '../shrink/direct.ts';
import { jsonCost, jsonOrder, simplerJson } from '../shrink/json.ts';
import { canonicalMember, familyMember } from './familyMember.ts';

/** A loss, and how it is named in a stored case. */
export interface DrawnLoss {
  readonly loss: Loss;
  readonly reference: LossReference;
}

/** Which losses are wanted. */
export interface LossDemand {
  readonly families: readonly LossFamily[];
  /** One, or a range. */
  readonly dimension: number | DimensionRange;
}

/**
 * Losses of the families that reach the dimensions, each family equally often, with random parameters.
 *
 * Any loss of these families shrinks: to a simpler family, fewer coordinates, simpler parameters.
 *
 * @throws RangeError where no family reaches the dimensions; TypeError where one of both is not given
 */
export const losses = (demand: LossDemand): fc.Arbitrary<DrawnLoss> => {
  assertDemand('losses', demand, ['families', 'dimension']);
  const { families } = demand;
  const dimension = dimensionRange(demand.dimension);
  dimensionStrataWithin(dimension);
  const reaching = families
    .filter(({ dimensions }) => dimensions.min <= dimension.max && dimensions.max >= dimension.min)
    .toSorted((a, b) => a.complexity - b.complexity);
  if (reaching.length === 0) {
    throw new RangeError(
      `losses: some family must reach dimension = ${dimension.min}..${dimension.max}, got families = ${families.map(({ name }) => name).join(', ') || 'none'}`,
    );
  }
  const made = (family: LossFamily, parameters: LossReference['parameters']): DrawnLoss | undefined => {
    const loss = familyMember(family, parameters)?.loss;
    if (!loss || loss.dimension < dimension.min) return undefined;
    return { loss, reference: { family: family.name, parameters } };
  };
  const canonical = (family: LossFamily, count: number): DrawnLoss | undefined => {
    const member = canonicalMember(family, count);
    return member && made(family, member.parameters);
  };
  const familyOf = ({ family }: LossReference): LossFamily | undefined =>
    reaching.find(({ name }) => name === family);
  return directArbitrary<DrawnLoss>({
    draw(random) {
      const family = oneOf(random, reaching);
      const min = Math.max(dimension.min, family.dimensions.min);
      const max = Math.min(dimension.max, family.dimensions.max);
      const count = drawDimension(dimensionStrataWithin({ min, max }), random);
      const drawn = made(family, family.draw(count, random)) ?? canonical(family, max);
      if (!drawn) throw new Error(`losses: ${family.name} has no member of dimension ≥ ${dimension.min}`);
      return drawn;
    },
    isCase: (value): value is DrawnLoss => isDrawnLoss(value) && familyOf(value.reference) !== undefined,
    rank: ({ loss, reference }) => [
      reaching.findIndex(({ name }) => name === reference.family),
      loss.dimension,
      jsonCost(reference.parameters),
      jsonOrder(reference.parameters),
    ],
    *simpler({ loss, reference }) {
      const own = familyOf(reference)!;
      for (const family of reaching) {
        for (const count of [dimension.min, dimension.min + 1, loss.dimension]) {
          const simpler = canonical(family, count);
          if (simpler) yield simpler;
        }
        if (family === own) break;
      }
      const changes = [
        ...Array.from({ length: loss.dimension }, (_, i) => own.drop?.(reference.parameters, i)?.parameters),
        ...simplerJson(reference.parameters),
      ];
      for (const parameters of changes) {
        const simpler = parameters === undefined ? undefined : made(own, parameters);
        if (simpler) yield simpler;
      }
    },
  });
};

const isDrawnLoss = (value: unknown): value is DrawnLoss =>
  typeof value === 'object' &&
  value !== null &&
  'loss' in value &&
  'reference' in value &&
  typeof value.reference === 'object' &&
  value.reference !== null &&
  'family' in value.reference &&
  'parameters' in value.reference;
