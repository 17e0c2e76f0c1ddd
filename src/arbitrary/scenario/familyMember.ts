import { seededRandom } from '../../linalg/seeded.ts';
import type { Loss, LossFamily } from '../../types/loss.ts';
import type { Json } from '../../types/vector.ts';

/** A family, one choice of its parameters, and the loss that they make. */
export interface FamilyMember {
  readonly family: LossFamily;
  readonly parameters: Json;
  readonly loss: Loss;
}

/** The member with these parameters, or undefined where the family rejects them. Cost: one build. */
export const builtMember = (family: LossFamily, parameters: Json): FamilyMember | undefined => {
  try {
    return { family, parameters, loss: family.build(parameters) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
};

/**
 * As `builtMember`, and remembered for as long as the parameters are: for searches that come back to them.
 *
 * Not for what is asked once: a collection of young objects keeps every value of a weak map alive, one for each case.
 * Cost: one build, once a value.
 */
export const familyMember = (family: LossFamily, parameters: Json): FamilyMember | undefined => {
  const key = typeof parameters === 'object' && parameters !== null ? parameters : undefined;
  const known = key && members.get(key);
  if (known && known.family === family) return known;
  const member = builtMember(family, parameters);
  if (key && member) members.set(key, member);
  return member;
};

/** Shrinking asks for the same loss hundreds of times; parameters are read-only, so that identity is enough. */
const members = new WeakMap<object, FamilyMember>();

/** The one member that stands for a family at a dimension wherever a simple one is wanted. */
export const canonicalMember = (family: LossFamily, dimension: number): FamilyMember | undefined => {
  const within = Math.min(Math.max(dimension, family.dimensions.min), family.dimensions.max);
  const byDimension = canonical.get(family) ?? new Map<number, FamilyMember | undefined>();
  canonical.set(family, byDimension);
  if (!byDimension.has(within)) {
    const parameters = family.draw(within, seededRandom(0, family.name, within));
    byDimension.set(within, familyMember(family, parameters));
  }
  return byDimension.get(within);
};

const canonical = new WeakMap<LossFamily, Map<number, FamilyMember | undefined>>();

/** Landmarks that are no kinks and at which ∇L(θ, 0) is exactly zero. */
export const stationaryPoints = (loss: Loss): readonly (readonly number[])[] =>
  (loss.landmarks ?? [])
    .filter(({ kind, theta }) => kind !== 'kink' && loss.gradient(theta, 0).every((d) => d === 0))
    .map(({ theta }) => [...theta]);
