import fc from 'fast-check';
import { discover } from '../../src/discover.ts';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import type { ClaimOf } from '../../src/types/claim.ts';
import type { Loss, LossFamily } from '../../src/types/loss.ts';
import type { Json, Vector } from '../../src/types/vector.ts';

/** Every built-in family. */
export const families: readonly LossFamily[] = await discover<LossFamily>(
  new URL('../../src/losses/', import.meta.url),
  ['build', 'draw', 'facts'],
);

/** A member of a family with two points. */
export interface Member {
  readonly family: LossFamily;
  readonly parameters: Json;
  readonly loss: Loss;
  /** A starting point as the family draws it, or one near a landmark or of another scale, shape (D). */
  readonly theta: Vector;
  /** A starting point as the family draws it, shape (D). */
  readonly start: Vector;
  /** Another point, shape (D). */
  readonly other: Vector;
  /** A time in [0, 2). */
  readonly time: number;
  /** A coordinate. */
  readonly coordinate: number;
}

/** Members of the built-in families that `suits` accepts, of dimensions about 1 to 8. */
export const members = (suits: (family: LossFamily) => boolean): fc.Arbitrary<Member> =>
  membersOf(families.filter(suits));

/** The cases of a claim about members of the families that `suits` accepts, built-in ones or any other. */
export const ofLosses = (
  suits: (family: LossFamily) => boolean,
): { readonly given: fc.Arbitrary<Member>; readonly of: ClaimOf<Member> } => {
  const of: ClaimOf<Member, LossFamily> = {
    kind: 'loss',
    given: (family) => (suits(family) ? membersOf([family]) : undefined),
  };
  return { given: members(suits), of };
};

const membersOf = (drawn: readonly LossFamily[]): fc.Arbitrary<Member> =>
  fc
    .record({
      family: fc.constantFrom(...drawn),
      dimension: fc.integer({ min: 1, max: 8 }),
      seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    })
    .map(({ family, dimension, seed }) => {
      const random = seededRandom(seed, family.name);
      const parameters = family.draw(dimension, random);
      const loss = family.build(parameters);
      const normal = (): Vector =>
        Float64Array.from({ length: loss.dimension }, () => standardNormal(random));
      const start = family.start ? family.start(parameters, random) : normal();
      // Near a landmark terms cancel; far out and close to zero they differ in size.
      const kind = random();
      const scale = 10 ** ((family.facts.degree <= 4 ? 16 : 3) * (random() - 1 / 2));
      const landmark = loss.landmarks?.[0]?.theta;
      const theta =
        kind < 1 / 4 && landmark
          ? landmark.map((x, i) => x + scale * start[i]! * 2 ** -20)
          : kind < 1 / 2
            ? start.map((x) => x * scale)
            : start;
      const other = normal();
      const time = loss.facts.timeVarying ? 2 * random() : 0;
      return {
        family,
        parameters,
        loss,
        theta,
        start,
        other,
        time,
        coordinate: Math.floor(random() * loss.dimension),
        [fc.toStringMethod]: () =>
          `${family.name} ${JSON.stringify(parameters)} at [${theta}], other [${other}], time ${time}`,
      };
    });
