import { describe, expect, it } from 'vitest';
import { runAtOnce, trajectories } from '../../dynamics/running.ts';
import { firstBeyondNoise, type NoiseSource, type NoisyDifference } from './beyondNoise.ts';
import type { NoiseSample } from './noiseSamples.ts';

const place = (difference: number, noise = 1): NoisyDifference => ({ difference, noise });

/** A source whose samples deviate so much, whatever the place, and how many of them were made. */
const source = (...deviations: readonly number[]) => {
  const made: number[] = [];
  const samples = deviations.map(
    (deviation): NoiseSample =>
      function* () {
        yield* trajectories([]);
        made.push(deviation);
        return [Float64Array.of(deviation)];
      },
  );
  const deviating: NoiseSource<NoisyDifference> = {
    samples,
    deviation: ([first]) => first?.[0] ?? Number.NaN,
  };
  return { made, deviating };
};

describe('firstBeyondNoise(places, sources)', () => {
  it('is the first place beyond the largest deviations of all sources, with all the noise there is', () => {
    const sources = [source(2, 4, 3).deviating, source(0, 8).deviating];
    const places = [place(12), place(14), place(20)];
    expect(runAtOnce(firstBeyondNoise(places, () => sources))).toEqual({ difference: 14, noise: 13 });
  });

  it('makes no more samples than it takes to explain every place', () => {
    const [one, other] = [source(2, 100, 3), source(1)];
    expect(
      runAtOnce(firstBeyondNoise([place(4), place(5)], () => [one.deviating, other.deviating])),
    ).toBeUndefined();
    expect([one.made, other.made]).toEqual([[2, 100], []]);
  });

  it('asks for no sample where nothing is beyond what is undecided anyway', () => {
    const never = (): never => {
      throw new Error('no source is needed');
    };
    expect(runAtOnce(firstBeyondNoise([], never))).toBeUndefined();
    expect(runAtOnce(firstBeyondNoise([place(1), place(Number.NaN)], never))).toBeUndefined();
  });

  it('blames no place at which a run of a sample ended', () => {
    expect(
      runAtOnce(firstBeyondNoise([place(5)], () => [source(Number.POSITIVE_INFINITY).deviating])),
    ).toBeUndefined();
    expect(runAtOnce(firstBeyondNoise([place(5)], () => [source(Number.NaN).deviating]))).toBeUndefined();
  });
});
