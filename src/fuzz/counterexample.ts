import type { Counterexample } from '../types/report.ts';
import { causeOf, type ObservedCase } from './batch.ts';
import type { Finding } from './protocol.ts';
import { standaloneTest } from './standaloneTest.ts';

/** What a counterexample needs to know besides the finding, to be run again by anybody. */
export interface CounterexampleOrigin {
  readonly rule: Counterexample['rule'];
  readonly check: string;
  readonly claim: string;
  readonly seed: number;
  /** Path of the file that will hold it, as a person would type it. */
  readonly path: string;
}

/** A finding as it is stored: readable, replayable, with a test of its own. */
export const counterexampleOf = (finding: Finding, origin: CounterexampleOrigin): Counterexample => {
  const { cause, index, sentence, minimal, worst, original, irrelevant, trajectory } = finding;
  const { before, reproduces } = finding;
  return {
    schemaVersion: 1,
    rule: origin.rule,
    check: origin.check,
    cause,
    index,
    sentence,
    minimal,
    worst,
    original,
    ...(before && { before }),
    ...(reproduces !== undefined && { reproduces }),
    irrelevant,
    seed: origin.seed,
    replay: replayCommand(origin.path),
    test: standaloneTest(finding, origin),
    trajectory,
  };
};

/** A case the moment it was refuted, before it is shrunk: minimal, worst and original are the same. */
export const unshrunkFinding = ({ index, scenario, observation }: ObservedCase): Finding => {
  const stored = { ...scenario, derived: { margin: observation.margin, ...observation.derived } };
  return {
    cause: causeOf(observation),
    index,
    sentence: observation.sentence!,
    margin: observation.margin,
    minimal: stored,
    worst: stored,
    original: stored,
    irrelevant: [],
    trajectory: [],
  };
};

/** The command that runs the counterexample in a file again. */
export const replayCommand = (path: string): string => `npx natgrad-check replay ${quoted(path)}`;

/** A path as a shell takes it. */
const quoted = (path: string): string =>
  /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
