import { short } from '../checks/outcome/figures.ts';
import { formatOf } from '../linalg/rounding.ts';
import { isZero } from '../linalg/vector.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import type { Tried } from './comparison.ts';
import { drive, type Stimulus } from './drive.ts';
import { beyondSquares, withinRange } from './rounding.ts';

/** Twice the same gradient of this size, from the origin on, so that no θ hides a Δ that is small. */
const constant = (name: string, size: number): Stimulus => ({
  name,
  start: new Float64Array(shape.length),
  gradients: [0, 1].map(() => Float64Array.from(shape, (x) => size * x)),
  stepSizes: [0.1, 0.1],
});

const shape = [1, -0.5, 0.25, 1, -1, 0.75];

const { greatest, leastPositive } = formatOf('float64');

/** Sizes of gradients whose squares are no ordinary numbers, and one near the end of the range of each. */
const ends = [
  { what: 'overflow', size: Math.sqrt(greatest) * beyondSquares, end: greatest / withinRange },
  { what: 'come to 0', size: Math.sqrt(leastPositive) / beyondSquares, end: withinRange / greatest },
] as const;

/**
 * What becomes of a subject where squares of gradients are out of range, while the rule that it equals elsewhere goes on;
 * undefined where nothing does. A rule that squares itself says nothing there: each is written in its own way.
 */
export const lostOutOfRange = (
  subject: NamedRule,
  hyperparameters: Readonly<Record<string, number>>,
  candidate: Tried,
): string | undefined => {
  // In other precisions these are no numbers.
  if (subject.precision !== 'float64' || subject.arithmetic !== 'float64') return undefined;
  for (const { what, size, end } of ends) {
    const goesOn = [size, end].every((at) =>
      moves(drive(candidate.rule, constant('near the end', at), candidate).deltas),
    );
    if (!goesOn) continue;
    const { deltas } = drive(subject, constant(what, size), { hyperparameters });
    if (!moves(deltas)) {
      const says = deltas.length === 0 ? 'with no finite Δθ' : 'at rest';
      return `the same, but ${says} where squares of gradients ${what}, as at ∂L = ${short(size)}`;
    }
  }
  return undefined;
};

/** Whether every step was made, and none is 0. */
const moves = (deltas: readonly Vector[]): boolean =>
  deltas.length === 2 && deltas.every((delta) => !isZero(delta));
