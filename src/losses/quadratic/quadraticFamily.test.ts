import { expect, it } from 'vitest';
import { loadFamilies } from '../../catalog/losses.ts';
import { seededRandom } from '../../linalg/seeded.ts';
import type { Loss } from '../../types/loss.ts';

const written = (await loadFamilies()).filter(({ javascript }) => javascript !== undefined);

/** The loss that the text declares. */
const declaredIn = (text: string): Loss => new Function(`${text}\nreturn { ...loss, gradientAt };`)();

it('the static and the drifting quadratics can be written out', () => {
  expect(written.map(({ name }) => name).sort()).toEqual([
    'drifting-quadratic',
    'ill-conditioned-quadratic',
    'quadratic',
    'saddle-quadratic',
  ]);
});

it.each(written.map((family) => [family.name, family] as const))(
  '%s.javascript(parameters) declares the loss that is built, at every time',
  (_, family) => {
    const random = seededRandom(3, family.name);
    for (const wanted of [1, 2, 5]) {
      const dimension = Math.max(wanted, family.dimensions.min);
      for (let member = 0; member < 10; member++) {
        const parameters = family.draw(dimension, random);
        const built = family.build(parameters);
        const declared = declaredIn(family.javascript!(parameters));
        expect([declared.name, declared.dimension]).toEqual([family.name, built.dimension]);
        expect(declared.smoothness).toBeCloseTo(built.smoothness!, 9);
        const theta = Float64Array.from({ length: dimension }, () => random() - 0.5);
        for (const time of [0, 1.5]) {
          const scale = built.smoothness! * 100;
          expect(declared.value(theta, time) / scale).toBeCloseTo(built.value(theta, time) / scale, 9);
          for (const [i, slope] of built.gradient(theta, time).entries())
            expect(declared.gradient(theta, time)[i]! / scale).toBeCloseTo(slope / scale, 9);
        }
      }
    }
  },
);
