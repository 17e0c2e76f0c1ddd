import { standardNormal } from '../../linalg/seeded.ts';
import type { Random } from '../../types/vector.ts';
import { integerBetween, logUniform, oneOf, shortDecimal, weightedOneOf } from '../choose.ts';
import { type FamilyMember, stationaryPoints } from './familyMember.ts';

/** How θ₀ is drawn, chosen first so that every kind is reached at its share. Claim G10-scenarios. */
export const startStrata = [
  { label: 'family', weight: 22 },
  { label: 'normal', weight: 25 },
  { label: 'integers', weight: 15 },
  { label: 'zeros and repeats', weight: 12 },
  { label: 'landmark', weight: 18 },
  { label: 'mixed scales', weight: 4 },
  { label: 'tiny', weight: 2 },
  { label: 'huge', weight: 2 },
] as const;

/** The strata without scales that sixteen bits cannot tell from 0 or from each other. */
export const ordinaryStrata = startStrata.filter(
  ({ label }) => label !== 'mixed scales' && label !== 'tiny' && label !== 'huge',
);

type StartLabel = (typeof startStrata)[number]['label'];

/** θ₀ of shape (D) for a member of a family; on domain `positive` every coordinate is above 0. */
export const drawStart = (
  member: FamilyMember,
  domain: 'all' | 'positive',
  random: Random,
  strata: readonly (typeof startStrata)[number][] = startStrata,
): readonly number[] => {
  const { label } = weightedOneOf(random, strata);
  const raw = drawKind(label, member, random);
  const theta = random() < 0.7 && label !== 'landmark' ? raw.map((x) => shortDecimal(x, 3)) : raw;
  return domain === 'positive' ? theta.map((x) => Math.abs(x) || 1) : theta;
};

/** A point where ∇L vanishes exactly, or undefined where the member has none in its landmarks. */
export const drawStationaryStart = (
  member: FamilyMember,
  domain: 'all' | 'positive',
  random: Random,
): readonly number[] | undefined => {
  const points = stationaryPoints(member.loss).filter(
    (theta) => domain === 'all' || theta.every((x) => x > 0),
  );
  return points.length > 0 ? oneOf(random, points) : undefined;
};

const drawKind = (label: StartLabel, member: FamilyMember, random: Random): readonly number[] => {
  const { dimension } = member.loss;
  const each = (coordinate: () => number): readonly number[] => {
    const theta: number[] = [];
    for (let i = 0; i < dimension; i++) theta.push(coordinate());
    return theta;
  };
  switch (label) {
    case 'family':
      return member.family.start
        ? [...member.family.start(member.parameters, random)]
        : each(() => standardNormal(random));
    case 'normal': {
      const scale = logUniform(random, 1e-3, 1e3);
      return each(() => scale * standardNormal(random));
    }
    case 'integers':
      return each(() => integerBetween(random, -5, 5));
    case 'zeros and repeats': {
      const values = [0, 0, standardNormal(random), integerBetween(random, 1, 3), oneOf(random, [-1, -0])];
      return each(() => oneOf(random, values));
    }
    case 'landmark':
      return nearLandmark(member, random);
    case 'mixed scales':
      return each(() => logUniform(random, 1e-8, 1e4) * (random() < 0.5 ? -1 : 1));
    case 'tiny': {
      const scale = logUniform(random, 1e-320, 1e-100);
      return each(() => scale * standardNormal(random));
    }
    case 'huge': {
      const scale = logUniform(random, 1e8, 1e154);
      return each(() => scale * standardNormal(random));
    }
    default:
      return label satisfies never;
  }
};

/** At a landmark, or 10⁻¹² or 10⁻³ away from it in every coordinate; the origin where the loss has none. */
const nearLandmark = (member: FamilyMember, random: Random): readonly number[] => {
  const { landmarks, dimension } = member.loss;
  const at = landmarks?.length ? oneOf(random, landmarks).theta : new Float64Array(dimension);
  const distance = oneOf(random, [0, 1e-12, 1e-3]);
  return Array.from(at, (x) => x + distance * oneOf(random, [-1, 0, 1]));
};
