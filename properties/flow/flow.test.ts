import { describe, expect, it } from 'vitest';

const at = (...entries: readonly number[]): Float64Array => Float64Array.from(entries);

// Loaded within each test: where the integrator cannot be loaded, tests fail that have begun.
describe('integrateFlow(flow)', () => {
  it('follows ẋ = −x to eleven digits', async () => {
    const { integrateFlow } = await import('./flow.ts');
    const points = integrateFlow({
      field: (x) => x.map((entry) => -entry),
      initial: at(1),
      duration: 2,
      intervals: 4,
      tolerance: 1e-12,
    });
    expect(points.map(({ time }) => time)).toEqual([0, 0.5, 1, 1.5, 2]);
    for (const { time, state } of points) expect(Math.abs(state[0]! - Math.exp(-time))).toBeLessThan(1e-11);
  });

  it('keeps the start that it was given, not the array that it came in', async () => {
    const { integrateFlow } = await import('./flow.ts');
    const initial = at(1, 2);
    const points = integrateFlow({
      field: () => at(0, 1),
      initial,
      duration: 1,
      intervals: 1,
      tolerance: 1e-9,
    });
    initial.fill(9);
    expect(points[0]?.state).toEqual(at(1, 2));
    expect(points[1]?.state[1]).toBeCloseTo(3, 8);
  });

  it('throws where the tolerance cannot be kept', async () => {
    const { integrateFlow } = await import('./flow.ts');
    const explode = { field: (x: Float64Array) => x.map((entry) => entry * entry), initial: at(1) };
    expect(() => integrateFlow({ ...explode, duration: 2, intervals: 1, tolerance: 1e-10 })).toThrow(
      'integrateFlow: must keep a tolerance of 1e-10',
    );
  });
});
