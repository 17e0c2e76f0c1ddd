import type { RecordedPoint, RecordedRun } from '../../types/gallery.ts';

/** The steps at which some run has a point, in their order: the places of the slider. */
export const placesOf = (runs: readonly RecordedRun[]): readonly number[] =>
  [...new Set(runs.flatMap(({ points }) => points.map(({ step }) => step)))].sort((a, b) => a - b);

/** The latest point of a run up to a step; undefined before its first step, and after its last. */
export const pointAt = ({ points }: RecordedRun, step: number): RecordedPoint | undefined =>
  step > (points.at(-1)?.step ?? -1) ? undefined : points.findLast((point) => point.step <= step);

type Planar = readonly [number, number];

/**
 * g = Δ/η and y in an orthonormal basis of their plane whose first axis is y, which lengths and ψ determine up to a reflection;
 * Δ in place of g where η was not logged. Undefined where they span none.
 */
export const planarPair = ({
  angle,
  deltaNorm,
  gradientNorm,
  stepSize,
}: RecordedPoint): { readonly g: Planar; readonly y: Planar } | undefined => {
  if (angle === null || !deltaNorm || !gradientNorm) return undefined;
  const [length, psi] = [deltaNorm / (stepSize || 1), (angle * Math.PI) / 180];
  return { g: [length * Math.cos(psi), length * Math.sin(psi)], y: [gradientNorm, 0] };
};
