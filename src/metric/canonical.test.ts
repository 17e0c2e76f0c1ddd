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
});
