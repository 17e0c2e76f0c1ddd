import type { Observation } from './check.ts';
import type { LossFacts, LossFamily } from './loss.ts';
import type { NamedRule } from './rule.ts';
import type { Scenario, Setting } from './scenario.ts';

/**
 * Something between a required check and a measured trait: likely a fault, possibly intended. It changes neither a verdict
 * nor an exit code unless it is asked to. One file under suspicions/.
 */
export interface Suspicion {
  /** Kebab-case; under this name a contract says that it is expected. */
  readonly id: string;
  /** What is suspected, exactly, as one sentence. */
  readonly statement: string;
  /** Why a rule that was meant would not do it, or where it is known from. */
  readonly source: string;
  /**
   * What raises it. `once`: the first case that shows it. `always`: all cases that decide show the same, of the names
   * in `derived.shown`. A share: more than so many of the cases that decide, by a sequential test.
   */
  readonly raisedBy: 'once' | 'always' | { readonly moreThan: number };
  /** The losses of its cases, and of simpler ones. */
  losses(facts: LossFacts): boolean;
  /** Most cases that are looked at; the first one that speaks against it ends the search where all have to show it. */
  readonly cases: number;
  /** Whether it says anything of a rule; by default it does. */
  applies?(rule: NamedRule): boolean;
  /** Why it cannot look at a rule that it applies to, in words. */
  notApplicable?(rule: NamedRule): string | undefined;
  /** A case, drawn from its index alone; undefined where no loss fits. */
  draw(rule: NamedRule, index: number, families: readonly LossFamily[]): Scenario | undefined;
  /** `refuted` where the case shows it, with a sentence. Vacuous under an observed call to `random()`. */
  observe(setting: Setting): Observation;
}

/** A suspicion that was raised. */
export interface RaisedSuspicion {
  readonly id: string;
  readonly sentence: string;
  /** The first case that shows it, with its index among those that were looked at. */
  readonly index: number;
  readonly scenario: Scenario;
  readonly observation: Observation;
  /** Cases that decided, and those of them that show it. */
  readonly decided: number;
  readonly shown: number;
}
