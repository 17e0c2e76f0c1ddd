import { expect, it } from 'vitest';
import { loadExperiments } from '../catalog/experiments.ts';

const experiments = await loadExperiments();

const reports = new Map(experiments.map((experiment) => [experiment.id, experiment.run(1)]));

const numbersOf = (id: string): Readonly<Record<string, number | string>> => reports.get(id)?.numbers ?? {};

it('the folder holds E1 to E6, each with numbers and curves that can be drawn', () => {
  expect([...reports.keys()]).toEqual(['E1', 'E2', 'E3', 'E4', 'E5', 'E6']);
  for (const [id, report] of reports) {
    expect(report.id).toBe(id);
    expect(Object.values(report.numbers).filter(Number.isNaN)).toEqual([]);
    for (const { x, y } of report.series) {
      expect(x.values.length).toBe(y.values.length);
      expect(x.values.length).toBeGreaterThan(0);
      expect([...x.values, ...y.values].every(Number.isFinite)).toBe(true);
    }
  }
});

it.each(['E1', 'E2', 'E3', 'E4', 'E5'])(
  '%s gives the same report for the same seed, and another for another',
  (id) => {
    const experiment = experiments.find((candidate) => candidate.id === id);
    expect(experiment?.run(1)).toEqual(reports.get(id));
    expect(experiment?.run(2)).not.toEqual(reports.get(id));
  },
);

it('E6 trains every rule to tell the irises apart', () => {
  const numbers = numbersOf('E6');
  for (const name of ['gradient-descent', 'heavy-ball', 'adam', 'feedback-alignment']) {
    expect(numbers[`${name}: accuracy on its own data`]).toBeGreaterThan(0.9);
  }
});

it('E6 says what its runs from twenty starts gave, recomputed from what it draws', () => {
  const { numbers, series: drawn } = reports.get('E6')!;
  const lightly = (word: string) =>
    drawn.filter(({ among, y }) => among === '20 starts' && y.label.includes(word)).map(({ y }) => y.values);
  const [finals, ratios] = [lightly('final loss'), lightly('over that')];
  expect([finals.length, ratios.length]).toEqual([20, 20]);
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[10];
  [0, 0.25, 0.5, 0.75, 1].forEach((t, k) => {
    expect(numbers[`turned ${t}: final loss, median`]).toBe(middle(finals.map((losses) => losses[k]!)));
  });
  finals.forEach((losses, k) => {
    expect(ratios[k]!.at(-1)).toBe(losses[4]! / losses[0]!);
  });
  for (const [i, when] of [
    [3, 'after 30 steps'],
    [30, 'after 300 steps'],
  ] as const) {
    const lower = ratios.filter((ratio) => ratio[i]! < 1).length;
    expect(numbers[`share of starts lower at t = 1 ${when}`]).toBe(lower / 20);
    expect(Number(numbers[`lower bound of that share ${when}`])).toBeLessThan(lower / 20);
    const verdict = lower >= 16 ? 'helps' : lower <= 4 ? 'hurts' : 'undecided';
    expect(numbers[`better-conditioned metric (t = 1 against t = 0) ${when}`]).toMatch(
      new RegExp(`^${verdict}: loss lower in ${lower} of 20 starts`),
    );
    expect(numbers[`loss at t = 1 over that at t = 0 ${when}, median`]).toBe(
      middle(ratios.map((ratio) => ratio[i]!)),
    );
  }
});

it('E6 leaves open what the paper leaves open, and says what its starts gave', () => {
  const [found, ...others] = reports.get('E6')?.findings ?? [];
  expect(others).toEqual([]);
  expect(found?.outcome).toBe('open question');
  expect(found?.measured).toMatch(/loss lower in \d+ of 20 starts/);
});

it('E6 has a better κ* at every turn towards the gradient', () => {
  const kappas = [0, 0.25, 0.5, 0.75, 1].map((t) => Number(numbersOf('E6')[`turned ${t}: κ*, median`]));
  expect(kappas).toEqual(kappas.toSorted((a, b) => b - a));
  expect(kappas.at(-1)).toBeLessThan(1.1);
});
