import type { Running } from '../../types/run.ts';
import type { Deviations, NoiseSample } from './noiseSamples.ts';

/** How much two displacements differ in one place. */
export interface NoisyDifference {
  readonly difference: number;
  /** Differences that stay undecided before any noise of the rule is known. */
  readonly noise: number;
}

/** Samples of the noise of one run, and what each of them can do to a difference. */
export interface NoiseSource<Place extends NoisyDifference> {
  readonly samples: readonly NoiseSample[];
  deviation(sample: Deviations, place: Place): number;
}

/**
 * The first of these places at which the difference is beyond all the noise there is, that of each source added up, and
 * how much that is. A sample is made only as long as a place is left that needs it.
 */
export function* firstBeyondNoise<Place extends NoisyDifference>(
  places: readonly Place[],
  sources: () => readonly NoiseSource<Place>[],
): Running<(Place & NoisyDifference) | undefined> {
  let open = places.filter(({ difference, noise }) => difference > noise);
  if (open.length === 0) return undefined;
  for (const { samples, deviation } of sources()) {
    const most = new Map<Place, number>();
    for (const draw of samples) {
      const sample = yield* draw();
      open = open.filter((place) => {
        const largest = Math.max(most.get(place) ?? 0, deviation(sample, place));
        most.set(place, largest);
        return place.difference > place.noise + largest;
      });
      if (open.length === 0) return undefined;
    }
    open = open.map((place) => ({ ...place, noise: place.noise + (most.get(place) ?? 0) }));
  }
  return open[0];
}
