import type { Shown, Step } from '../../dynamics/trajectory.ts';
import type { Loss, LossFacts } from '../../types/loss.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Random, Vector } from '../../types/vector.ts';

/** What the rule is shown in place of its own run, and how both runs are compared. */
export interface Variant {
  /** What was changed, for a sentence: `with every gradient times 4`. */
  readonly words: string;
  /** The changed loss, consistent with the changed history. */
  readonly loss: Loss;
  readonly history: readonly Shown[];
  /** η and hyperparameters of the changed run, where they are not those of the case. */
  readonly stepSize?: number;
  readonly hyperparameters?: Readonly<Record<string, number>>;
  /** Called before each step, for losses that depend on where the plain run was. */
  readonly onStep?: (step: number) => void;
  /** A vector of the plain run in the coordinates of the comparison. */
  plain(values: Vector): Vector;
  /** A vector of the changed run in the coordinates of the comparison. */
  changed(values: Vector): Vector;
  /** The compared quantity, for a sentence: `Δθ[0]/4`. */
  quantity(coordinate: number): string;
  /** Whether coordinates mix, so that rounding errors are relative to norms. */
  readonly mixes: boolean;
}

/** The changed runs of one case; `history` where the plain run is not the recorded one either. */
export interface Variants {
  readonly history?: readonly Shown[];
  readonly variants: readonly Variant[];
}

/** A recorded run from which the changed ones are made. */
export interface Recorded {
  readonly setting: Setting;
  /** At least one. */
  readonly steps: readonly Step[];
  /** Of everything that the law draws. */
  readonly random: Random;
}

/** A law that relates two runs of a rule over histories that correspond to each other. */
export interface Law {
  /** Kebab-case id of the trait. */
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  /** Root cause of a refutation, kebab-case. */
  readonly cause: string;
  /**
   * Whether the law reorders or adds coordinates: a rule that draws one random number for each of them can obey it in
   * distribution only.
   */
  readonly movesCoordinates: boolean;
  /** Whether it does not apply to parameters that are stored in sixteen bits. */
  readonly needsResolution?: true;
  /** The losses that it is about; all of them by default. */
  readonly losses?: (facts: LossFacts) => boolean;
  /** The changed runs, or why this case decides nothing. */
  change(recorded: Recorded): Variants | { readonly reason: string };
}
