import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLoss, loadFamilies } from '../../catalog/losses.ts';
import { isHalf, roundedTo, unitInTheLastPlace } from '../../linalg/precision.ts';
import type { Scenario } from '../../types/scenario.ts';
import { inStorage, isStorable, type StoredIn } from './coarse.ts';
import { type ScenarioDemand, scenarios } from './scenario.ts';
import { simplerScenarios } from './simplerScenario.ts';

const families = (await loadFamilies()).filter(({ facts }) => !facts.network);
const byName = new Map(families.map((family) => [family.name, family]));

const demand = (storage: StoredIn, rest: Partial<ScenarioDemand> = {}): ScenarioDemand => ({
  families,
  dimension: { min: 1, max: 4 },
  steps: { min: 1, max: 4 },
  start: 'any',
  domain: 'all',
  hyperparameters: {},
  storage,
  ...rest,
});

const drawn = (given: ScenarioDemand, count = 200): readonly Scenario[] =>
  fc.sample(scenarios(given), { numRuns: count, seed: 5 });

const slopes = ({ loss, theta }: Scenario, { precision }: StoredIn): readonly number[] =>
  Array.from(buildLoss(loss, byName).gradient(Float64Array.from(theta), 0), (d) => roundedTo(d, precision));

const storages: readonly StoredIn[] = [
  { precision: 'float32', arithmetic: 'float32' },
  { precision: 'bfloat16', arithmetic: 'float32' },
  { precision: 'float16', arithmetic: 'float32' },
  { precision: 'float16', arithmetic: 'float16' },
];

describe.each(storages)('scenarios(…) stored in $precision, computed in $arithmetic', (storage) => {
  const { precision } = storage;

  it('start at numbers of the precision, drawn or made simpler, on a positive domain too', () => {
    for (const domain of ['all', 'positive'] as const) {
      const given = demand(storage, { domain });
      for (const scenario of drawn(given, 40)) {
        for (const { theta } of [scenario, ...[...simplerScenarios(given, scenario)].slice(0, 40)]) {
          expect(theta.map((x) => roundedTo(x, precision))).toEqual(theta);
          expect(theta.every((x) => domain === 'all' || x > 0)).toBe(true);
        }
      }
    }
  });
});

describe.each(storages.filter(({ precision }) => isHalf(precision)))(
  'scenarios(…) in $precision, $arithmetic',
  (storage) => {
    const { precision } = storage;

    it('have a first step that is resolved, half of them at θ = 0', () => {
      const cases = drawn(demand(storage));
      const atZero = cases.filter(({ theta }) => theta.every((x) => x === 0));
      // Fewer than 70 or more than 130 of 200 fair coins come less often than 10⁻⁴.
      expect(atZero.length).toBeGreaterThan(70);
      expect(atZero.length).toBeLessThan(130);
      for (const scenario of cases) {
        const units = slopes(scenario, storage).map(
          (d, i) => (scenario.stepSize * Math.abs(d)) / unitInTheLastPlace(scenario.theta[i]!, precision),
        );
        expect(Math.max(...units)).toBeGreaterThan(scenario.theta.every((x) => x === 0) ? 0 : 15.99);
      }
    });
  },
);

describe.each(storages.filter(({ precision }) => precision === 'float16'))(
  'scenarios(…) in $arithmetic',
  (storage) => {
    it('keep θ and slopes within the range of binary16', () => {
      const [least, greatest] = storage.arithmetic === 'float16' ? [2 ** -2, 2 ** 5] : [2 ** -10, 2 ** 10];
      for (const scenario of drawn(demand(storage))) {
        expect(Math.max(...scenario.theta.map(Math.abs))).toBeLessThanOrEqual(2 ** 10);
        for (const d of slopes(scenario, storage).map(Math.abs).filter(Boolean)) {
          expect(d).toBeGreaterThanOrEqual(least);
          expect(d).toBeLessThanOrEqual(greatest);
        }
      }
    });
  },
);

describe('inStorage and isStorable', () => {
  const loss = byName.get('quadratic')!.build({ spectrum: [1], rotation: null, centre: [0] });
  const half: StoredIn = { precision: 'float16', arithmetic: 'float32' };

  it('round θ, and keep a positive domain', () => {
    expect(inStorage([1 / 3], { domain: 'all' })).toEqual([1 / 3]);
    expect(inStorage([1e-300], { domain: 'positive', storage: half })).toEqual([1]);
    expect(inStorage([1e-300], { domain: 'all', storage: half })).toEqual([0]);
  });

  it('take what the precision holds within its range, and anything of doubles', () => {
    expect(isStorable(loss, [1 / 3], undefined)).toBe(true);
    expect(isStorable(loss, [1 / 3], half)).toBe(false);
    expect(isStorable(loss, [0.5], half)).toBe(true);
    expect(isStorable(loss, [2 ** 11], half)).toBe(false);
    expect(isStorable(loss, [2 ** -11], half)).toBe(false);
    expect(isStorable(loss, [2 ** 11], { precision: 'bfloat16', arithmetic: 'float32' })).toBe(true);
  });

  it('leave a demand without a resolved start as it is drawn', () => {
    const still = demand(half, { maxStepSize: () => 2 ** -40, domain: 'positive' });
    expect(drawn(still, 3).every(({ stepSize }) => stepSize <= 2 ** -40)).toBe(true);
  });
});
