import { describe, expect, it } from 'vitest';
import { canonicalMetric } from './canonical.ts';
import { effectivePair } from './effectivePair.ts';

describe('canonicalMetric(pair, basis)', () => {
  it('is the same metric at every scale of g and y together', () => {
    for (const scale of [1e-162, 1e-161, 1, 1e155]) {
      const g = [scale, 2 * scale];
      const metric = canonicalMetric(effectivePair(g, [2 * scale, scale]), [[2, -1]]);
      expect(metric.conditionNumber).toBeCloseTo(7.634643107870809, 12);
      const [first, second] = metric.apply(g);
      expect(first! / scale).toBeCloseTo(2, 12);
      expect(second! / scale).toBeCloseTo(1, 12);
    }
  });

  it('has det M = |det (y/√(yᵀg), u₁, …)|² and the eigenvalues that go with it, at every scale of the basis', () => {
    // g = (1, 2), y = (2, 1), u = (2, −1): M = [[1, ½], [½, ¼]] + t²[[4, −2], [−2, 1]], trace 5/4 + 5t², det 4t².
    for (const t of [2 ** -12, 1, 2 ** 12]) {
      const shrunk = 2 ** -40;
      const pair = effectivePair([1, 2], [2 * shrunk, shrunk]);
      const scale = t * Math.sqrt(shrunk);
      const { eigenvalues, logDet, conditionNumber } = canonicalMetric(pair, [[2 * scale, -scale]]);
      const [trace, determinant] = [(5 / 4 + 5 * t ** 2) * shrunk, 4 * t ** 2 * shrunk ** 2];
      const greatest = (trace + Math.sqrt(trace ** 2 - 4 * determinant)) / 2;
      expect(eigenvalues.map(({ multiplicity }) => multiplicity)).toEqual([1, 1]);
      expect(eigenvalues[1]!.value / greatest).toBeCloseTo(1, 12);
      expect(eigenvalues[0]!.value / (determinant / greatest)).toBeCloseTo(1, 6);
      expect(conditionNumber / (greatest ** 2 / determinant)).toBeCloseTo(1, 6);
      expect(logDet).toBeCloseTo(Math.log(determinant), 6);
    }
  });

  it('hands out an eigenvector of its own at each call', () => {
    const metric = canonicalMetric(effectivePair([1, 2], [2, 1]), [[2, -1]]);
    const before = [...metric.solve([3, -1])];
    metric.eigenvalues[0]!.vector(0).fill(7);
    expect([...metric.solve([3, -1])]).toEqual(before);
  });

  it('solves M x = v', () => {
    // The inverse of [[5, −3/2], [−3/2, 5/4]], whose determinant is 4.
    const metric = canonicalMetric(effectivePair([1, 2], [2, 1]), [[2, -1]]);
    expect(metric.solve([1, 0])[0]).toBeCloseTo(5 / 16, 14);
    expect(metric.solve([1, 0])[1]).toBeCloseTo(3 / 8, 14);
    expect(metric.solve([0, 1])[0]).toBeCloseTo(3 / 8, 14);
    expect(metric.solve([0, 1])[1]).toBeCloseTo(5 / 4, 14);
    expect(metric.toDense().to2DArray()).toEqual([
      [5, -1.5],
      [-1.5, 1.25],
    ]);
  });

  it('accepts a basis at right angles up to its own rounding, and none that is a thousand roundings off', () => {
    // |uᵀg| is judged by |u|ᵀ|g| = 2·10⁻³, not by ‖u‖‖g‖ = 1.
    const pair = effectivePair([1, 1e-3], [1, 1]);
    const at = (roundings: number) => canonicalMetric(pair, [[-1e-3 * (1 + roundings * 2 ** -53), 1]]);
    expect(at(2).dimension).toBe(2);
    expect(() => at(1000)).toThrow('canonicalMetric: basis[0] must be at right angles to g and not 0');
  });

  it.each([
    [
      [[0, 0]],
      RangeError,
      'canonicalMetric: basis[0] must be at right angles to g and not 0, got u = [0, 0]',
    ],
    [[[2, Number.NaN]], RangeError, 'canonicalMetric: basis[0] must be finite, got basis[0][1] = NaN'],
    [[[]], RangeError, 'canonicalMetric: basis[0] must have a coordinate'],
    [['21'], TypeError, 'canonicalMetric: basis[0] must be an array of numbers, got basis[0] = 21'],
  ])('refuses the basis %j and says why', (basis, kind, message) => {
    const pair = effectivePair([1, 2], [2, 1]);
    const call = (): unknown => Reflect.apply(canonicalMetric, undefined, [pair, basis]);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });

  it('shows a basis that is dependent, and none where D = 1 has none', () => {
    expect(() =>
      canonicalMetric(effectivePair([1, 2, 2], [2, 1, 3]), [
        [2, -1, 0],
        [4, -2, 0],
      ]),
    ).toThrow('got basis[0] = [2, -1, 0] … at ψ = ');
    // y/g = 10⁻⁶⁰⁰ is 0 in doubles.
    expect(() => canonicalMetric(effectivePair([1e300], [1e-300]), [])).toThrow(
      'got basis[0] = [] … at ψ = 0',
    );
  });

  it.each([
    ['apply', [1], TypeError, 'canonicalMetric.apply: v must have 2 coordinates, got 1'],
    ['solve', [1, 2, 3], TypeError, 'canonicalMetric.solve: v must have 2 coordinates, got 3'],
    ['apply', [1, Number.NaN], RangeError, 'canonicalMetric.apply: v must be finite, got v[1] = NaN'],
    ['solve', 3, TypeError, 'canonicalMetric.solve: v must be an array of numbers, got v = 3'],
  ] as const)('%s(%j) is refused', (method, v, kind, message) => {
    const metric = canonicalMetric(effectivePair([1, 2], [2, 1]), [[2, -1]]);
    const call = (): unknown => Reflect.apply(metric[method], metric, [v]);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });

  it('refuses where the least eigenvalue has no correct digit', () => {
    const g = [0.9711920780195089, 0.046513549646983954, -0.9277092359087029];
    const y = [-0.5676601349848964, -0.7518708637505573, -0.6319644280800094];
    const basis = [
      [-g[1]!, g[0]!, 0],
      [-g[2]!, 0, g[0]!],
    ];
    expect(() => canonicalMetric(effectivePair(g, y), basis)).toThrow(
      /canonicalMetric: the condition number must stay below/,
    );
  });

  it('refuses κ = 1/(16Du) itself, which must stay below it', () => {
    // M = diag(1, u²) with D = 2 and 1/(32·2⁻⁵³) = 2⁴⁸.
    const at = (u: number) => canonicalMetric(effectivePair([1, 0], [1, 0]), [[0, u]]);
    expect(at(2 ** -24 * (1 + 2 ** -20)).conditionNumber).toBeLessThan(2 ** 48);
    expect(() => at(2 ** -24)).toThrow('canonicalMetric: the condition number must stay below');
  });
});
