import { expect, it } from 'vitest';
import { type ChosenFaults, chooseFaults } from './choose.ts';

const namesOf = (chosen: readonly ChosenFaults[]) =>
  Object.fromEntries(chosen.map(({ kind, entries }) => [kind.name, entries.map(({ name }) => name)]));

it('chooseFaults(names) takes whole kinds and single faults, in the order of the kinds', async () => {
  const all = await chooseFaults(true);
  const { metrics = [], rules = [] } = namesOf(all);
  expect(metrics.length).toBeGreaterThan(1);
  expect(rules).toContain('ascent');
  const some = await chooseFaults('ascent, metrics');
  expect(namesOf(some)).toEqual({ metrics, rules: ['ascent'] });
  for (const { columns } of some) expect(columns.length).toBeGreaterThan(0);
});

it('chooseFaults(names) refuses what is neither, with the nearest name', async () => {
  await expect(chooseFaults('metrics,acsent')).rejects.toThrow(
    /no seeded fault and no kind of them called "acsent"; did you mean "ascent"\?.*kinds: .*metrics.*rules/i,
  );
});
