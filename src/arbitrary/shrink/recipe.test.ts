import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spectralMatrix } from '../../../properties/generators/spd.ts';
import { entryAt, numberAt, numbersAt, recipeArbitrary } from './recipe.ts';

describe('recipeArbitrary(recipes)', () => {
  it('throws with the numbers where it draws some that make no value', () => {
    const broken = recipeArbitrary<{ size: number }>({ draw: () => ({ size: -1 }), make: () => undefined });
    expect(() => fc.sample(broken, 1)).toThrow('drew numbers that make no value, {"size":-1}');
  });

  it('shrinks a value from anywhere that holds a recipe of JSON, and no other', () => {
    const sized = recipeArbitrary<{ size: number }>({
      draw: () => ({ size: 3 }),
      make: (recipe) => {
        const size = numberAt(recipe, 'size');
        return size === undefined ? undefined : { size };
      },
    });
    const shrinkable = (recipe: unknown): boolean => sized.canShrinkWithoutContext({ size: 1, recipe });
    expect(shrinkable({ size: 5, name: 'five', flags: [true, null] })).toBe(true);
    for (const recipe of [{ size: 'five' }, null, 'size', true, 5]) expect(shrinkable(recipe)).toBe(false);
    for (const recipe of [{ size: 5, at: () => 5 }, { size: 5, at: [undefined] }, undefined, 5n])
      expect(shrinkable(recipe)).toBe(false);
    for (const value of [null, undefined, 5, { size: 5 }])
      expect(sized.canShrinkWithoutContext(value)).toBe(false);
    const sizes = [...sized.shrink({ size: 5, recipe: { size: 5 } }, undefined)].map(
      ({ value }) => value.size,
    );
    expect(sizes).toContain(1);
    expect(sizes).not.toContain(5);
  });
});

describe('numbersAt(recipe, key)', () => {
  it('is the list under the key where all of it is finite numbers', () => {
    expect(numbersAt({ a: [1, 2.5, -0] }, 'a')).toEqual([1, 2.5, -0]);
    expect(numbersAt({ a: [] }, 'a')).toEqual([]);
    const others = [
      { a: [1, 'x'] },
      { a: [1, null] },
      { a: [1, Number.NaN] },
      { a: 3 },
      { b: [1] },
      [1],
      7,
      null,
    ];
    for (const recipe of others) expect(numbersAt(recipe, 'a')).toBeUndefined();
  });
});

describe('numberAt(recipe, key)', () => {
  it('is the finite number under the key', () => {
    expect(numberAt({ a: 2 }, 'a')).toBe(2);
    for (const recipe of [{ a: Number.POSITIVE_INFINITY }, { a: '2' }, { b: 2 }, null]) {
      expect(numberAt(recipe, 'a')).toBeUndefined();
    }
    expect(entryAt(['x'], '0')).toBeUndefined();
  });
});

describe('spectralMatrix(recipe)', () => {
  it('turns diag(3, 1) by the reflection along (1, 1) into diag(1, 3)', () => {
    const made = spectralMatrix({ spectrum: [3, 1], axis: [1, 1] });
    expect(made?.matrix.to2DArray()).toEqual([
      [1, 0],
      [0, 3],
    ]);
  });

  it('is undefined where the numbers make no positive definite matrix', () => {
    const wrong = [
      { spectrum: [1, 2], axis: [1] },
      { spectrum: [1, 0], axis: null },
      { spectrum: [1, -2], axis: null },
      { spectrum: [], axis: null },
      { axis: [1] },
    ];
    for (const recipe of wrong) expect(spectralMatrix(recipe)).toBeUndefined();
  });
});
