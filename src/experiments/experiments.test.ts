import { expect, it } from 'vitest';
import { loadExperiments } from '../catalog/experiments.ts';
import { mathml } from '../report/mathml.ts';
import { series } from './measure/series.ts';

const experiments = await loadExperiments();

/** E6 takes half a minute: experiments.slow.test.ts runs it. */
const reports = new Map(experiments.flatMap(({ id, run }) => (id === 'E6' ? [] : [[id, run(1)] as const])));

const numbersOf = (id: string): Readonly<Record<string, number | string>> => reports.get(id)?.numbers ?? {};

it('the folder holds E1 to E6', () => {
  expect(experiments.map(({ id }) => id)).toEqual(['E1', 'E2', 'E3', 'E4', 'E5', 'E6']);
});

it('E1 finds the frontier 2/β from losses alone, and no metric of κ* below 1', () => {
  const numbers = numbersOf('E1');
  expect(Math.abs(Number(numbers['largest falling step times β']) - 2)).toBeLessThan(0.02);
  expect(numbers['share of steps that fall at ηβ = 1']).toBe(1);
  expect(numbers['share of steps that fall at ηβ = 2.25']).toBeLessThan(0.1);
});

it('E2 sees feedback alignment effective on the whole at every step while half of its hidden layers are not', () => {
  const numbers = numbersOf('E2');
  expect(numbers['share of networks that are effective as a whole at every step']).toBe(1);
  expect(numbers['share of networks whose hidden layer is effective at the start']).toBeGreaterThan(0.3);
  expect(numbers['share of networks whose hidden layer is effective at the start']).toBeLessThan(0.75);
  expect(numbers['mean ψ of the hidden layer at the end, in degrees']).toBeLessThan(
    Number(numbers['mean ψ of the hidden layer at the start, in degrees']),
  );
});

it('E3 sees the frozen gradient promise descent where the loss rises, and the extended state never', () => {
  const numbers = numbersOf('E3');
  expect(numbers['share of steps that the frozen gradient calls downhill']).toBe(1);
  expect(numbers['share of steps on which the frozen gradient is wrong']).toBeGreaterThan(0.1);
  for (const unit of [0.25, 1, 4])
    expect(numbers[`share of steps on which the extended pair is right, unit of time ${unit}`]).toBe(1);
});

it('E3 has ψ and κ* of the effective steps alone, and they depend on the unit of time', () => {
  const numbers = numbersOf('E3');
  const kappas = [0.25, 1, 4].map((unit) => {
    expect(numbers[`share of effective steps, unit of time ${unit}`]).toBeCloseTo(
      1 - Number(numbers['share of steps on which the loss rose']),
      12,
    );
    const angle = Number(numbers[`mean ψ of effective steps in degrees, unit of time ${unit}`]);
    expect(angle).toBeGreaterThan(0);
    expect(angle).toBeLessThan(90);
    return Number(numbers[`median κ* of effective steps, unit of time ${unit}`]);
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
  expect(numbers['smallest window of the run, b = 0']).toBe(1);
  expect(numbers['share of steps uphill, b = 0.9']).toBeGreaterThan(0);
  expect(numbers['share of steps on which the energy falls, b = 0.9']).toBe(1);
});

it('E5 stays above the bound of P16 and falls off with κ* as it does', () => {
  const numbers = numbersOf('E5');
  expect(numbers['steps below the bound']).toBe(0);
  expect(Math.abs(Number(numbers['log-log slope against κ*, bound']) + 1)).toBeLessThan(0.05);
  expect(Math.abs(Number(numbers['log-log slope against κ*, step that β allows']) + 1)).toBeLessThan(0.3);
});

it('E1 to E5 say what is claimed, its equation, what was measured, and that it is reproduced', () => {
  for (const [id, { findings = [] }] of reports) {
    expect(findings.length, id).toBeGreaterThan(0);
    for (const { equation, measured, outcome } of findings) {
      expect(mathml(equation, 'inline'), id).toMatch(/^<math>/);
      expect(measured, id).toMatch(/\d/);
      expect(measured, id).not.toMatch(/NaN|undefined/);
      expect(outcome, id).toBe('reproduced');
    }
  }
});

it('E1 to E5 name their figures in words', () => {
  const names = [...reports.values()].flatMap(({ numbers }) => Object.keys(numbers));
  expect(names.filter((name) => /[a-z][A-Z]/.test(name))).toEqual([]);
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
