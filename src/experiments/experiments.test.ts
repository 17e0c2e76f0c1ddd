import { expect, it } from 'vitest';
import { discover } from '../discover.ts';
import type { Experiment } from '../types/experiment.ts';
import { series } from './parts/series.ts';

const isExperiment = (value: unknown): value is Experiment =>
  typeof value === 'object' && value !== null && 'run' in value && 'id' in value;

const experiments = (await discover(new URL('./', import.meta.url)))
  .filter(isExperiment)
  .sort((a, b) => a.id.localeCompare(b.id));

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

it('E1 finds the frontier 2/β from losses alone, and no metric of κ* below 1', () => {
  const numbers = numbersOf('E1');
  expect(Math.abs(Number(numbers.frontierTimesBeta) - 2)).toBeLessThan(0.02);
  expect(numbers.shareFallingAt1).toBe(1);
  expect(numbers.shareFallingAt2point25).toBeLessThan(0.1);
});

it('E2 sees feedback alignment effective on the whole at every step while half of its hidden layers are not', () => {
  const numbers = numbersOf('E2');
  expect(numbers.shareWholeEffectiveAtEveryStep).toBe(1);
  expect(numbers.shareHiddenEffectiveAtStart).toBeGreaterThan(0.3);
  expect(numbers.shareHiddenEffectiveAtStart).toBeLessThan(0.75);
  expect(numbers.meanHiddenAngleInDegreesAtEnd).toBeLessThan(Number(numbers.meanHiddenAngleInDegreesAtStart));
});

it('E3 sees the frozen gradient promise descent where the loss rises, and the extended state never', () => {
  const numbers = numbersOf('E3');
  expect(numbers.shareFrozenSaysDownhill).toBe(1);
  expect(numbers.shareFrozenWrong).toBeGreaterThan(0.1);
  for (const unit of [0.25, 1, 4]) expect(numbers[`shareExtendedRightInUnit${unit}`]).toBe(1);
});

it('E3 has ψ and κ* of the effective steps alone, and they depend on the unit of time', () => {
  const numbers = numbersOf('E3');
  const kappas = [0.25, 1, 4].map((unit) => {
    expect(numbers[`shareEffectiveInUnit${unit}`]).toBeCloseTo(1 - Number(numbers.shareLossRose), 12);
    const angle = Number(numbers[`meanAngleOfEffectiveInDegreesInUnit${unit}`]);
    expect(angle).toBeGreaterThan(0);
    expect(angle).toBeLessThan(90);
    return Number(numbers[`medianConditionNumberOfEffectiveInUnit${unit}`]);
  });
  expect(kappas.every((kappa) => kappa > 1 && Number.isFinite(kappa))).toBe(true);
  expect(new Set(kappas).size).toBe(3);
});

it('E3 draws one run: κ* where the loss falls, which is where ψ < 90°, by κ* = tan²(45° + ψ/2)', () => {
  const drawn = reports.get('E3')?.series ?? [];
  const points = (word: string) =>
    drawn.filter(({ y }) => y.label.includes(word)).map(({ x, y }) => ({ t: x.values, y: y.values }));
  const [falls, rises] = points('change');
  const [angles, kappas] = [points('ψ'), points('κ*')];
  expect([angles.length, kappas.length]).toEqual([3, 3]);
  expect(rises?.t.length).toBeGreaterThan(0);
  kappas.forEach((kappa, k) => {
    expect(kappa.t).toEqual(falls?.t);
    const angle = angles[k]!;
    expect(angle.t).toHaveLength(falls!.t.length + rises!.t.length);
    kappa.t.forEach((t, i) => {
      const psi = (angle.y[angle.t.indexOf(t)]! * Math.PI) / 180;
      expect(psi).toBeLessThan(Math.PI / 2);
      expect(kappa.y[i]! / Math.tan(Math.PI / 4 + psi / 2) ** 2).toBeCloseTo(1, 6);
    });
  });
});

it('E4 sees windows grow with momentum while the energy falls at every step', () => {
  const numbers = numbersOf('E4');
  expect(numbers.windowAtMomentum0).toBe(1);
  expect(numbers['shareUphillAtMomentum0.9']).toBeGreaterThan(0);
  expect(numbers['shareEnergyFallsAtMomentum0.9']).toBe(1);
});

it('E5 stays above the bound of P16 and falls off with κ* as it does', () => {
  const numbers = numbersOf('E5');
  expect(numbers.violationsOfTheBound).toBe(0);
  expect(Math.abs(Number(numbers.logLogSlopeOfBound) + 1)).toBeLessThan(0.05);
  expect(Math.abs(Number(numbers.logLogSlopeOfSafeStep) + 1)).toBeLessThan(0.3);
});

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

it('E6 has a better κ* at every turn towards the gradient', () => {
  const kappas = [0, 0.25, 0.5, 0.75, 1].map((t) => Number(numbersOf('E6')[`turned ${t}: κ*, median`]));
  expect(kappas).toEqual(kappas.toSorted((a, b) => b - a));
  expect(kappas.at(-1)).toBeLessThan(1.1);
});

it('series(name, axes, points) leaves out what an axis cannot show', () => {
  const axes = { x: { label: 'x' }, y: { label: 'y', log: true } };
  const curve = series('c', axes, [
    [1, 2],
    [2, 0],
    [3, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
    [4, null],
  ]);
  expect([curve.x.values, curve.y.values]).toEqual([[1], [2]]);
});
