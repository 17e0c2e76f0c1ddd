import { trajectory } from '../../dynamics/running.ts';
import { formatOf } from '../../linalg/rounding.ts';
import { isZero } from '../../linalg/vector.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Run, Running, Step } from '../../types/run.ts';

/**
 * Whether a rule moves, and by a finite Δ, at the first step of gradients as large, or as small, as there are in doubles:
 * then it squares none of them, and one that is meant to be the same and rests at this step does.
 *
 * Adam is not: v overflows in every way to write it, at one gradient or another.
 */
export function* isScaleSafe(
  rule: NamedRule,
  loss: Loss,
  run: Run,
  { theta, gradient }: Pick<Step, 'theta' | 'gradient'>,
): Running<boolean> {
  const { greatest } = formatOf('float64');
  const size = gradient.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
  // As far from the end that it is near as leaves a step size of any use room.
  const end = size > 1 ? greatest / 2 ** margin : 2 ** margin / greatest;
  const scaled = gradient.map((d) => (d / size) * end);
  const { steps } = yield* trajectory({ ...rule, precision: 'float64' }, loss, {
    ...run,
    stepSize: Math.min(1, Math.max(run.stepSize, 2 ** -margin)),
    steps: 1,
    history: [{ theta, gradient: scaled }],
  });
  return steps[0] !== undefined && !isZero(steps[0].delta);
}

/** Bits between a gradient and the end of the range. */
const margin = 20;
