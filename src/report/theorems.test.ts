import { expect, it } from 'vitest';
import { theoremOf, theorems } from './theorems.ts';

it.each(Object.keys(theorems))('theoremOf(id) typesets the equation of %s, for each of its claims', (id) => {
  const shown = theoremOf(`${id}-attained`)?.markup;
  expect(shown).toMatch(/^<math><mrow>.+<\/mrow><\/math>$/);
  expect(theoremOf(id)?.markup).toBe(shown);
});

it('theoremOf(id) knows P1 from P10, and nothing of other claims', () => {
  expect(theoremOf('P1')).not.toEqual(theoremOf('P10'));
  for (const id of ['X4-omega', 'A1', 'toString', 'G1-effective', '']) expect(theoremOf(id)).toBe(undefined);
});
