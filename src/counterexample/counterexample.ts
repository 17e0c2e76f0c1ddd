import type { ShrunkFailure } from '../types/campaign.ts';
import type { Counterexample } from '../types/report.ts';
import type { CounterexampleOrigin } from './origin.ts';
import { pythonText } from './pythonReproduction.ts';
import { reproductionText } from './reproduction.ts';

/** A finding as it is stored: readable, replayable, with a program of its own. */
export const counterexampleOf = (finding: ShrunkFailure, origin: CounterexampleOrigin): Counterexample => {
  const { cause, index, sentence, minimal, worst, original, irrelevant, trajectory } = finding;
  const { before, reproduces, judged, running, picture, shown } = finding;
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
    ...(judged && { judged }),
    ...(running !== undefined && { running }),
    ...(before && { before }),
    ...(reproduces !== undefined && { reproduces }),
    irrelevant,
    seed: origin.seed,
    replay: replayCommand(origin),
    ...(origin.required && programOf(finding, origin)),
    trajectory,
    ...(picture && { picture }),
    ...(shown && { shown }),
  };
};

/** A program that reproduces it: in Python where that stands alone there, for `node` otherwise. */
const programOf = (
  finding: ShrunkFailure,
  origin: CounterexampleOrigin,
): Pick<Counterexample, 'test' | 'testLanguage'> => {
  const { python, before } = finding;
  return python && origin.program !== undefined && !before
    ? { test: pythonText(finding, python, { ...origin, program: origin.program }), testLanguage: 'python' }
    : { test: reproductionText(finding, origin) };
};

/** The command that runs the counterexample in a file again. */
const replayCommand = ({ path, allowOutside }: CounterexampleOrigin): string =>
  `npx natgrad-check replay ${allowOutside ? '--allow-outside ' : ''}${quoted(path)}`;

/** A path as a shell takes it. */
const quoted = (path: string): string =>
  /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
