import { expect, it } from 'vitest';
import { loadFamilies } from '../../catalog/losses.ts';
import { seededRandom } from '../../linalg/seeded.ts';
import { scenarioSource } from './scenarioSource.ts';
import { steepFactors, steepSource } from './steepSource.ts';

const families = await loadFamilies();
const family = (name: string) => families.find((one) => one.name === name)!;

const sourceOf = (name: string) =>
  scenarioSource({
    families: [family(name)],
    dimension: { min: 1, max: 8 },
    steps: { min: 1, max: 4 },
    start: 'any',
    domain: 'all',
    hyperparameters: {},
  });

it('steepSource(source, linear, precision) draws slopes whose squares overflow, or are 0, and nothing else', () => {
  const source = steepSource(sourceOf('linear'), family('linear'), 'float64')!;
  const random = seededRandom(1, 'steep');
  const kinds = Array.from({ length: 200 }, () => {
    const { scenario, loss } = source.drawWithLoss(random);
    const gradient = loss.gradient(Float64Array.from(scenario.theta), 0);
    expect(gradient.every((d) => Number.isFinite(d) && d !== 0)).toBe(true);
    const squares = new Set(gradient.map((d) => d * d));
    expect(squares.size).toBe(1);
    return squares.has(0) ? 'flat' : squares.has(Number.POSITIVE_INFINITY) ? 'steep' : 'neither';
  });
  expect(new Set(kinds)).toEqual(new Set(['flat', 'steep']));
  expect(kinds.filter((kind) => kind === 'steep').length).toBeGreaterThan(70);
  expect(source.draw(seededRandom(2, 'steep')).loss.family).toBe('linear');
});

it('steepSource(source, family, precision) is none where the family has other parameters', () => {
  expect(steepSource(sourceOf('quadratic'), family('quadratic'), 'float64')).toBeUndefined();
});

it('steepFactors(precision) are near the limits of squares: 10^±155 in doubles, 10^±20 in singles', () => {
  const exponents = (precision: 'float64' | 'float32') =>
    steepFactors(precision).map((factor) => Math.round(Math.log10(factor)));
  expect(exponents('float64')).toEqual([157, -164]);
  expect(exponents('float32')).toEqual([22, -25]);
});
