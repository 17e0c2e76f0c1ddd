import { describe, it } from 'vitest';
import { expectShardsToMerge, rules } from '../../properties/campaign/shardReport.ts';

describe('merge(reports)', () => {
  it.each(Object.keys(rules).flatMap((name) => [1, 2].map((seed) => [name, seed] as const)))(
    'of shards is the report of the whole, byte for byte: %s, seed %i',
    async (name, seed) => {
      await expectShardsToMerge(name, { seed, runs: 40 }, [1, 2, 3]);
    },
  );
});
