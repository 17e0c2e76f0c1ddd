import { join } from 'node:path';
import { errorText, quotedPath, UsageError } from '../../errors.ts';
import { stringifyReport } from '../../report/json.ts';
import { open, recognise, runBy } from '../../subject/catalog.ts';
import { followRule, mostFollowed } from '../../trace/against.ts';
import { judgeRecording, type TraceQuestions } from '../../trace/judgeRecording.ts';
import { nameRecord } from '../../trace/naming.ts';
import { openRecording } from '../../trace/openRecording.ts';
import { stepForm } from '../../trace/stepForm.ts';
import type { DescentPromise } from '../../types/rule.ts';
import type { TraceReport } from '../../types/trace.ts';
import { toolVersion } from '../folder/environment.ts';
import { writeAtomically } from '../folder/files.ts';
import { exitCodeOf, exitCodes } from '../terminal/exit.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { traceLines } from '../terminal/traceLines.ts';

/** What a person asks of a recorded run. */
export interface TraceOptions {
  readonly promise?: DescentPromise;
  readonly step?: number;
  readonly metric?: number;
  /** A rule that raw records are held against. */
  readonly against?: string;
  readonly python?: string;
  readonly json: boolean;
  /** Folder for the page and `trace.json`. */
  readonly report?: string;
}

/**
 * Judges a recorded training run. @returns 0, or of a promise 1 where it is broken and 3 where it cannot be decided
 *
 * @throws SubjectError, in one line, where the record cannot be read; UsageError where what is asked of it makes no sense
 */
export const trace = async (path: string, options: TraceOptions, terminal: Terminal): Promise<number> => {
  const { promise, step: asked, metric, json } = options;
  const rule = options.against === undefined ? undefined : await openRule(options.against, options.python);
  const recording = openRecording(path, {
    ...(metric !== undefined && { together: metric }),
    ...(rule && { vectors: mostFollowed }),
  });
  let form: string | undefined;
  let nearest: number | undefined;
  const questions: TraceQuestions = {
    ...(promise !== undefined && { promise }),
    ...(rule
      ? { against: followRule({ rule: rule.rule }, recording) }
      : { identity: await nameRecord(openRecording(path, {})) }),
    ...(asked !== undefined && {
      watch: (step, geometry) => {
        if (nearest === undefined || Math.abs(step.step - asked) < Math.abs(nearest - asked))
          nearest = step.step;
        if (step.step !== asked) return;
        form = stepForm(step, geometry) ?? `none: the step is ${geometry.kind}, and no metric exists`;
      },
    }),
  };
  const result = await judgeRecording(recording, questions).finally(() => rule?.close?.());
  if (asked !== undefined && form === undefined) {
    throw new UsageError(`--step: step ${asked} was not logged; the nearest that was is ${nearest}`);
  }
  const report: TraceReport = {
    schemaVersion: 1,
    tool: { name: 'natgrad-check', version: toolVersion() },
    ...result,
  };
  if (options.report !== undefined) await writeTrace(options.report, report);
  if (json) terminal.out(stringifyReport(report));
  else {
    terminal.out(`${traceLines(result, terminal.width).join('\n')}\n`);
    if (options.report !== undefined) {
      terminal.out(`\nreport: ${quotedPath(join(options.report, 'index.html'))}\n`);
    }
    if (form !== undefined) terminal.out(`\nstep ${asked} in natural-gradient form\n${indented(form)}\n`);
  }
  return result.promise === null ? exitCodes.verified : exitCodeOf([result.promise.verdict]);
};

/** The one rule that was typed. Its code runs in this process. @throws SubjectError where there is none, UsageError of several */
const openRule = async (typed: string, python: string | undefined) => {
  const [reference, ...others] = await recognise(typed);
  if (reference === undefined || others.length > 0) {
    throw new UsageError(`--against: must be one rule, got ${quotedPath(typed)}`);
  }
  return open(runBy(reference, python));
};

/** The page and what it is made of. @throws UsageError where the folder cannot be written */
const writeTrace = async (folder: string, report: TraceReport): Promise<void> => {
  const { tracePage } = await import('../../report/trace/tracePage.ts');
  try {
    writeAtomically(join(folder, 'trace.json'), stringifyReport(report));
    writeAtomically(join(folder, 'index.html'), tracePage(report));
  } catch (error) {
    throw new UsageError(`--report: ${quotedPath(folder)} cannot be written (${errorText(error)})`);
  }
};

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
