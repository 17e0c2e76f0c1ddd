import { describe, expect, it } from 'vitest';
import { discover } from '../discover.ts';
import { eigenvalueFloor, roundedDown } from '../linalg/rounding.ts';
import { seededRandom } from '../linalg/seeded.ts';
import type { LossFamily } from '../types/loss.ts';
import type { Json } from '../types/vector.ts';
import { drawInteger, drawList } from './data/draw.ts';
import { linear, relu, tanh } from './network/activation.ts';
import { networkLoss } from './network/networkLoss.ts';
import { largestEigenvalueBound } from './quadratic/largestEigenvalue.ts';
import { leastSquaresMinimum } from './quadratic/leastSquaresMinimum.ts';
import { smallestEigenvalueBound } from './quadratic/smallestEigenvalue.ts';

const families = await discover<LossFamily>(new URL('./', import.meta.url), ['build', 'draw', 'facts']);
const family = (name: string): LossFamily => {
  const found = families.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no family ${name}`);
  return found;
};
const at = (...entries: readonly number[]): Float64Array => Float64Array.from(entries);

describe('the families', () => {
  it('are the sixteen that the rules are run on four to be searched and four to be pictured, named once and ordered from simple to hard', () => {
    expect(families.map(({ name }) => name).sort()).toEqual([
      'beale',
      'cubic-valley',
      'distance-to-polygon',
      'drifting-quadratic',
      'flat-quartic',
      'himmelblau',
      'huber',
      'ill-conditioned-quadratic',
      'l1',
      'linear',
      'logistic-regression',
      'mini-batch-least-squares',
      'non-convex-piecewise-quadratic',
      'piecewise-quadratic',
      'quadratic',
      'rastrigin',
      'relu-network',
      'rosenbrock',
      'rotated-piecewise-quadratic',
      'saddle-quadratic',
      'softmax-cross-entropy',
      'styblinski-tang',
      'tanh-network',
      'two-layer-linear-network',
    ]);
    expect(new Set(families.map(({ complexity }) => complexity)).size).toBe(families.length);
  });

  it('quadratic reaches a condition number of 10⁶ in ill-conditioned-quadratic', () => {
    const { build, draw } = family('ill-conditioned-quadratic');
    const loss = build(draw(5, seededRandom(1)));
    expect(loss.smoothness! / loss.strongConvexity!).toBeCloseTo(1e6, 3);
  });

  it('relu-network starts with a unit that is silent on every sample', () => {
    const { build, draw, start } = family('relu-network');
    const parameters = draw(12, seededRandom(3));
    const loss = build(parameters);
    const theta = start!(parameters, seededRandom(4));
    const slopes = loss.network!.inputs.map((_, k) => loss.network!.forward(theta, k).slopes[0]!);
    expect(slopes[0]!.length).toBeGreaterThan(1);
    expect(slopes.every((slope) => slope.at(-1) === 0)).toBe(true);
    expect(slopes.some((slope) => slope[0] === 1)).toBe(true);
    expect(loss.differentiable?.(theta)).toBe(true);
    expect(loss.differentiable?.(new Float64Array(loss.dimension))).toBe(false);
  });

  it('logistic-regression states the infimum 0 where one measurement parts the species, and none otherwise', () => {
    const { build } = family('logistic-regression');
    expect(build({ rows: [0, 1, 50, 60], features: [2] }).minimum).toBe(0);
    expect(build({ rows: [0, 50, 1], features: [] }).minimum).toBeUndefined();
    expect(build({ rows: [0], features: [] }).minimum).toBe(0);
  });

  it('softmax-cross-entropy states the infimum 0 where thresholds part the species, and none otherwise', () => {
    const { build } = family('softmax-cross-entropy');
    // Petal lengths: 1.4 of setosa, 4.7 of versicolor, 6 of virginica; sepal widths: 3.5, 3.2 and 3.3.
    expect(build({ rows: [0, 50, 100], features: [2] }).minimum).toBe(0);
    expect(build({ rows: [0, 50, 100], features: [1] }).minimum).toBe(0);
    // Virginica 106 has a petal of 4.5, between versicolor 50 with 4.7 and 53 with 4.
    expect(build({ rows: [0, 50, 53, 106], features: [2] }).minimum).toBeUndefined();
    expect(build({ rows: [0, 50, 100], features: [] }).minimum).toBeUndefined();
    expect(build({ rows: [60, 70], features: [] }).minimum).toBe(0);
  });

  it('mini-batch-least-squares states its minimum, and μ where XᵀX is regular', () => {
    const { build } = family('mini-batch-least-squares');
    // Residuals (−2, 2, −1) at θ = 1; λ = 9.
    const line = build({ inputs: [[1], [2], [2]], targets: [3, 0, 3] });
    expect(line.minimum).toBe(roundedDown(3 / 2));
    expect(line.strongConvexity).toBeLessThan(3);
    expect(line.strongConvexity).toBeGreaterThan(3 * (1 - eigenvalueFloor(1)));
    expect(build({ inputs: [[1], [1]], targets: [1e200, 0] })).not.toHaveProperty('minimum');
    expect(build({ inputs: [[1, 2]], targets: [3] })).not.toHaveProperty('strongConvexity');
  });

  it('two-layer-linear-network calls the origin a saddle unless targets and inputs do not correlate', () => {
    const { build } = family('two-layer-linear-network');
    const kind = (targets: readonly (readonly number[])[]) =>
      build({ hidden: [1], inputs: [[1], [-1]], targets }).landmarks?.[0]?.kind;
    expect(kind([[1], [-1]])).toBe('saddle');
    expect(kind([[1], [1]])).toBe('minimum');
  });

  it('tanh-network has one hidden layer or two, near the dimension asked for', () => {
    const { build, draw } = family('tanh-network');
    const shapes = [1, 6, 12, 40, 120].map((dimension) => {
      const loss = build(draw(dimension, seededRandom(dimension)));
      return { layers: loss.network!.layers.length, ratio: loss.dimension / Math.max(4, dimension) };
    });
    expect(shapes.map(({ layers }) => layers)).toEqual([2, 2, 3, 3, 3]);
    for (const { ratio } of shapes) expect(Math.abs(Math.log2(ratio))).toBeLessThanOrEqual(1);
    expect(() => build({ rows: [0], features: [0], hidden: 'x' })).toThrow(
      'hidden: must be a list of numbers',
    );
  });

  it('rosenbrock with b = 100 has the values of the paper', () => {
    const loss = family('rosenbrock').build({ dimension: 2, steepness: 100 });
    expect(loss.value(at(-1.2, 1))).toBeCloseTo(24.2, 12);
    expect(loss.gradient(at(-1.2, 1))[0]).toBeCloseTo(-215.6, 12);
    expect(loss.gradient(at(-1.2, 1))[1]).toBeCloseTo(-88, 12);
  });
});

const nonsense: readonly Json[] = [
  null,
  3,
  'text',
  [],
  {},
  { dimension: 0 },
  { dimension: 1.5, steepness: 1 },
  { dimension: 2, steepness: 0 },
  { spectrum: [], rotation: null },
  { spectrum: [0], rotation: null },
  { spectrum: ['x'], rotation: null },
  { spectrum: [Number.POSITIVE_INFINITY], rotation: null },
  { inputs: [[]], targets: [[]], hidden: [1] },
  { inputs: [1], targets: [1], hidden: [1] },
  { spectrum: [1, 2], rotation: [0, 0] },
  { spectrum: [1], rotation: [1, 2] },
  { spectrum: [1], rotation: null, centre: [1, 2] },
  { weights: [0], centre: [0] },
  { weights: [1], centre: [] },
  { slope: [] },
  { slope: [0] },
  { rows: [], features: [0] },
  { rows: [150], features: [] },
  { rows: [1], features: [4] },
  { rows: [1], features: [0], hidden: [] },
  { rows: [1], features: [0], hidden: [0.5] },
  { inputs: [[1]], targets: [1, 2] },
  { inputs: [[1], [1, 2]], targets: [[1], [1]], hidden: [1] },
  { inputs: [[1]], targets: [[1], [2]], hidden: [1] },
  { inputs: [[1]], targets: [[1]], hidden: [1, 1] },
  { inputs: [], targets: [], hidden: [1] },
  { inputs: [[1]], targets: [[1]], hidden: [0] },
];

describe('build(parameters)', () => {
  it.each(families.map((each) => [each.name, each] as const))(
    '%s refuses nonsense by name',
    (_name, { build }) => {
      for (const parameters of nonsense) {
        let loss: unknown;
        try {
          loss = build(parameters);
        } catch (error) {
          expect(error).toSatisfy((e) => e instanceof RangeError || e instanceof TypeError);
          expect(String(error)).toMatch(/^\w+: \w+: |^\w+: parameters: must be/);
          continue;
        }
        // What a family accepts must be a loss: parameters of another family are nonsense to most, not to all.
        expect(loss).toMatchObject({ facts: expect.anything() });
      }
    },
  );

  it('drifting-quadratic needs a drift as long as the spectrum', () => {
    const { build } = family('drifting-quadratic');
    expect(() => build({ spectrum: [1], rotation: null })).toThrow(
      'drift: must be a list of numbers, got null',
    );
    expect(() => build({ spectrum: [1], rotation: null, drift: [1, 2] })).toThrow(
      'drift: must have length 1',
    );
  });
});

describe('drop(parameters, coordinate)', () => {
  it.each(families.map((each) => [each.name, each] as const))(
    '%s has nothing to drop at its smallest, and outside of θ',
    (_name, { drop, draw, build }) => {
      let parameters = draw(4, seededRandom(5));
      for (let guard = 0; guard < 100; guard++) {
        const { dimension } = build(parameters);
        const smaller = Array.from({ length: dimension }, (_, k) => drop?.(parameters, k)).find(Boolean);
        if (!smaller) break;
        expect(build(smaller.parameters).dimension).toBeLessThan(dimension);
        parameters = smaller.parameters;
      }
      const smallest = build(parameters).dimension;
      expect(
        Array.from({ length: smallest }, (_, k) => drop?.(parameters, k)).every((d) => d === undefined),
      ).toBe(true);
      expect(drop?.(parameters, smallest)).toBeUndefined();
      expect(drop?.(parameters, -1)).toBeUndefined();
    },
  );

  it('tanh-network loses the hidden unit whose weights were zero, and nothing else of the loss', () => {
    const { build, drop } = family('tanh-network');
    const parameters = { rows: [0, 60, 149], features: [2], hidden: [3, 2] };
    const whole = build(parameters);
    // W₁ is 3 × 2: coordinate 3 leads into the second of three hidden units.
    const dropped = drop?.(parameters, 3);
    expect(dropped?.parameters).toEqual({ ...parameters, hidden: [2, 2] });
    const kept = new Set(dropped?.kept);
    const theta = Float64Array.from({ length: whole.dimension }, (_, k) =>
      kept.has(k) ? Math.sin(k + 1) : 0,
    );
    const smaller = build(dropped!.parameters);
    const rest = Float64Array.from(dropped!.kept, (k) => theta[k]!);
    expect(smaller.value(rest)).toBe(whole.value(theta));
    expect(smaller.gradient(rest)).toEqual(
      Float64Array.from(dropped!.kept, (k) => whole.gradient(theta)[k]!),
    );
  });

  it('drops the rotation with its last entry', () => {
    const { drop } = family('quadratic');
    expect(drop?.({ spectrum: [1, 2], rotation: [0, 1], centre: [3, 4] }, 1)).toEqual({
      parameters: { spectrum: [1], rotation: null, centre: [3] },
      kept: [0],
    });
  });
});

describe('networkLoss(description)', () => {
  const description = {
    name: 'small',
    facts: family('tanh-network').facts,
    widths: [2, 1],
    activation: tanh,
    inputs: [[1, 2]],
    targets: [[3]],
    landmarks: [],
  };

  it('of one layer is ½(w₁ + 2w₂ − 3)²', () => {
    expect(networkLoss(description).value(at(1, -1))).toBe(8);
    expect(networkLoss(description).gradient(at(1, -1))).toEqual(at(-4, -8));
  });

  it.each([
    [{ widths: [2] }, 'widths: must be at least two whole numbers ≥ 1, got widths = [2]'],
    [{ widths: [2, 0] }, 'got widths = [2,0]'],
    [{ widths: [2, 1.5] }, 'got widths = [2,1.5]'],
    [{ inputs: [[1, 2], [1]] }, 'inputs: every row must have length 2, got [1]'],
    [{ targets: [[3, 4]] }, 'targets: every row must have length 1, got [3,4]'],
  ])('refuses %j', (change, message) => {
    expect(() => networkLoss({ ...description, ...change })).toThrow(message);
  });
});

describe('an activation', () => {
  it('has the derivative that it states', () => {
    expect([linear.apply(2), linear.slope(2, 2), linear.error(2, 3), linear.slopeError(1, 1, 1, 1)]).toEqual([
      2, 1, 3, 0,
    ]);
    expect([relu.apply(-1), relu.slope(-1, 0), relu.slope(0, 0), relu.apply(2)]).toEqual([0, 0, 0, 2]);
    expect([relu.slopeError(1, 0.5, 1, 0.5), relu.slopeError(0.1, 0.5, 0.1, 0.5)]).toEqual([0, 1]);
    expect(relu.error(1, 0.25)).toBe(0.25);
    expect(tanh.slope(1, Math.tanh(1))).toBeCloseTo(1 / Math.cosh(1) ** 2, 14);
    expect([linear, tanh].map((activation) => activation.differentiable(0))).toEqual([true, true]);
    expect(relu.differentiable(0)).toBe(false);
  });
});

describe('largestEigenvalueBound(rows)', () => {
  it('is attained by parallel rows, and the Frobenius norm of the Gram matrix otherwise', () => {
    expect(largestEigenvalueBound([at(3, 4), at(6, 8)])).toBeCloseTo(125, 3);
    expect(largestEigenvalueBound([at(1, 0), at(0, 1)])).toBeCloseTo(Math.SQRT2, 5);
    expect(largestEigenvalueBound([at(3, 4)])).toBeGreaterThanOrEqual(25);
  });
});

/** The leading minors of 2⁸⁰(XᵀX − λI) for three columns of integers. */
const minorsBelow = (rows: readonly Float64Array[], bound: number): readonly bigint[] => {
  const shift = BigInt(bound * 2 ** 80);
  const entry = (i: number, j: number): bigint =>
    (BigInt(rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)) << 80n) - (i === j ? shift : 0n);
  const [a, b, c, d, e, f] = [entry(0, 0), entry(0, 1), entry(0, 2), entry(1, 1), entry(1, 2), entry(2, 2)];
  return [a, a * d - b * b, a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d)];
};

describe('smallestEigenvalueBound(rows)', () => {
  it.each([
    { rows: [at(3, 0), at(0, 1)], exact: 1 },
    // XᵀX = [1 1; 1 2].
    { rows: [at(1, 1), at(0, 1)], exact: (3 - Math.sqrt(5)) / 2 },
    // XᵀX = [5 4; 4 5] · 2⁻⁸⁰.
    { rows: [at(1, 2), at(2, 1)].map((row) => row.map((x) => x * 2 ** -40)), exact: 2 ** -80 },
  ])('is $exact less a few roundings', ({ rows, exact }) => {
    const bound = smallestEigenvalueBound(rows) ?? Number.NaN;
    expect(bound).toBeLessThan(exact);
    // λmax is at most nine times as large.
    expect(bound).toBeGreaterThan(exact * (1 - 9 * 2 * eigenvalueFloor(2)));
  });

  it('is below the spectrum by the minors of XᵀX − λI in whole numbers, and next to it', () => {
    const random = seededRandom(7);
    for (let n = 0; n < 200; n++) {
      const rows = drawList(4, () => at(...drawList(3, () => drawInteger(random, -9, 9))));
      const bound = smallestEigenvalueBound(rows);
      if (bound === undefined) continue;
      expect(minorsBelow(rows, bound).every((minor) => minor > 0n)).toBe(true);
      // λmax ≤ 4·3·9².
      const above = bound + eigenvalueFloor(3) * 4 * 3 * 9 ** 2;
      expect(minorsBelow(rows, above).every((minor) => minor > 0n)).toBe(false);
    }
  });

  it('is not stated where rows are too few, or columns depend on each other, or nearly, or overflow', () => {
    for (const rows of [
      [at(1, 2)],
      [at(1, 1), at(2, 2)],
      [at(1, 1), at(1, 1 + 2 ** -52)],
      [at(1e200)],
      [at(0)],
    ]) {
      expect(smallestEigenvalueBound(rows)).toBeUndefined();
    }
  });
});

describe('leastSquaresMinimum(rows, targets)', () => {
  it('is found in fractions, where columns depend on each other too', () => {
    // 1 + 9 − 49/5 over 4, at θ = (7/5, 0).
    expect(leastSquaresMinimum([at(1, 1), at(2, 2)], [1, 3])).toBe(roundedDown(1 / 20));
    // Columns (2, 1, 0) and (1, 1, 1): θ = (5/2, −7/6), residuals (−1/6, 1/3, −1/6) and 1/6 over 6.
    expect(leastSquaresMinimum([at(2, 1), at(1, 1), at(0, 1)], [4, 1, -1])).toBe(roundedDown(1 / 36));
  });

  it('is 0 where the equations have a solution', () => {
    expect(leastSquaresMinimum([at(1, 2, 0), at(0, 1, 1)], [3, 4])).toBe(0);
    expect(leastSquaresMinimum([at(1), at(2)], [1.5, 3])).toBe(0);
    expect(leastSquaresMinimum([at(0, 0)], [0])).toBe(0);
  });

  it('is exact beyond what squares in doubles can tell', () => {
    // θ = 2⁴⁰ leaves the residuals ±1 of targets near 2⁴⁰.
    expect(leastSquaresMinimum([at(1), at(1)], [2 ** 40 - 1, 2 ** 40 + 1])).toBe(roundedDown(1 / 2));
  });

  it('is undefined where it overflows', () => {
    expect(leastSquaresMinimum([at(1), at(1)], [1e200, 0])).toBeUndefined();
  });
});
