import { expect, it } from 'vitest';
import { loadEveryFamily, loadFamilies } from '../../catalog/losses.ts';

const families = new Map((await loadEveryFamily()).map((family) => [family.name, family]));
const built = (name: string) => families.get(name)!.build(families.get(name)!.picture!.parameters);

it.each([
  ['himmelblau', [0, 0], 170, [-14, -22]],
  ['himmelblau', [3, 2], 0, [0, 0]],
  ['beale', [0, 0], 14.203125, [-12.75, 0]],
  ['beale', [3, 0.5], 0, [0, 0]],
  ['cubic-valley', [0, 0], 1, [-2, 0]],
  ['cubic-valley', [2, 7], 101, [2402, -200]],
  ['rastrigin', [0, 0], 0, [0, 0]],
  ['rastrigin', [0.5, 1], 0.25 + 20 + 1, [1, 2]],
] as const)(
  '%s at %j has the value and the gradient that are worked out by hand',
  (name, at, value, gradient) => {
    const loss = built(name);
    const theta = Float64Array.from(at);
    const { value: off, gradient: offs } = loss.roundoff(theta);
    expect(Math.abs(loss.value(theta) - value)).toBeLessThanOrEqual(off);
    loss.gradient(theta).forEach((entry, i) => {
      expect(Math.abs(entry - gradient[i]!)).toBeLessThanOrEqual(offs[i]!);
    });
  },
);

it('losses that are only named are drawn by no one else', async () => {
  const drawn = (await loadFamilies()).map(({ name }) => name);
  for (const name of ['himmelblau', 'beale', 'cubic-valley', 'rastrigin']) expect(drawn).not.toContain(name);
});

it('rastrigin drops a coordinate, but not its last', () => {
  const { drop, start } = families.get('rastrigin')!;
  expect(drop!({ dimension: 3 }, 1)).toEqual({ parameters: { dimension: 2 }, kept: [0, 2] });
  expect([drop!({ dimension: 1 }, 0), drop!({ dimension: 2 }, 2), drop!({ dimension: 2 }, -1)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(start!({ dimension: 3 }, () => 0.5)).toHaveLength(3);
});
