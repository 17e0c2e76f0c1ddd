import type { CheckReport } from '../types/report.ts';

/** A refutation as it may be told first: its words, and how large its smallest case is. */
export interface ToldFailure {
  readonly sentence: string;
  readonly dimension: number;
  readonly steps: number;
  /** Path of its counterexample, where it is stored. */
  readonly path?: string;
  readonly hint?: string;
}

/** Checks of what a rule does where nothing pulls at it: what goes wrong there needs no loss to be understood. */
const atRest: ReadonlySet<string> = new Set(['finite-at-zero-gradient', 'zero-step-size']);

const layers: readonly CheckReport['layer'][] = ['form', 'descent', 'laws', 'agreement'];

/** Form comes before what happens at rest, that before descent, and descent before the laws of many steps. */
const depth = ({ id, layer }: Pick<CheckReport, 'id' | 'layer'>): number =>
  atRest.has(id) ? 0.5 : layers.indexOf(layer);

/**
 * The simplest refutation of those that falsify a rule: of the most basic check, with the fewest parameters, then the
 * fewest steps; among equals the first.
 *
 * @param failing the required checks that are falsified, in their order
 */
export const headlineOf = (
  failing: readonly (Pick<CheckReport, 'id' | 'layer'> & { readonly failures: readonly ToldFailure[] })[],
): ToldFailure | undefined =>
  failing
    .flatMap((check) => check.failures.map((failure) => ({ failure, depth: depth(check) })))
    .toSorted(
      (a, b) =>
        a.depth - b.depth || a.failure.dimension - b.failure.dimension || a.failure.steps - b.failure.steps,
    )[0]?.failure;
