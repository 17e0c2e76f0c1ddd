import { join } from 'node:path';
import { errorText, quotedPath, UsageError } from '../../errors.ts';
import { answered } from '../../host/answered.ts';
import { openHost } from '../../host/host.ts';
import { limitsOf } from '../../host/limits.ts';
import { stringifyReport } from '../../report/json.ts';
import { open, recognise, runBy } from '../../subject/catalog.ts';
import type { SubjectReference } from '../../subject/subject.ts';
import { answerFollow } from '../../trace/answer.ts';
import { judgeRecording, type TraceQuestions } from '../../trace/judgeRecording.ts';
import { nameRecord } from '../../trace/naming.ts';
import { openRecording } from '../../trace/openRecording.ts';
import { stepForm } from '../../trace/stepForm.ts';
import type { DescentPromise } from '../../types/rule.ts';
import type { AgainstTrace, TraceReport } from '../../types/trace.ts';
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
  /** Milliseconds for one step of that rule. */
  readonly timeout: number;
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
  const against =
    options.against === undefined ? undefined : await heldAgainst(options.against, path, options);
  const recording = openRecording(path, { ...(metric !== undefined && { together: metric }) });
  let form: string | undefined;
  let nearest: number | undefined;
  const questions: TraceQuestions = {
    ...(promise !== undefined && { promise }),
    ...(against ? { against } : { identity: await nameRecord(openRecording(path, {})) }),
    ...(asked !== undefined && {
      watch: (step, geometry) => {
        if (nearest === undefined || Math.abs(step.step - asked) < Math.abs(nearest - asked))
          nearest = step.step;
        if (step.step !== asked) return;
        form = stepForm(step, geometry) ?? `none: the step is ${geometry.kind}, and no metric exists`;
      },
    }),
  };
  const result = judgeRecording(recording, questions);
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

/**
 * How far a recorded run is the one rule that was typed. Code of users runs in a process that can be ended.
 *
 * @throws SubjectError where there is none, it does not return, or it cannot be run over the record; UsageError of several
 */
const heldAgainst = async (
  typed: string,
  path: string,
  { python, timeout }: TraceOptions,
): Promise<AgainstTrace> => {
  const [reference, ...others] = await recognise(typed);
  if (reference === undefined || others.length > 0) {
    throw new UsageError(`--against: must be one rule, got ${quotedPath(typed)}`);
  }
  if (reference.kind === 'built-in') return answerFollow({ path }, await open(reference));
  return followedApart(runBy(reference, python), path, timeout);
};

const followedApart = async (
  rule: SubjectReference,
  path: string,
  timeout: number,
): Promise<AgainstTrace> => {
  const executor = openHost(limitsOf(timeout)).open(1);
  try {
    const loaded = await executor.load({ rule, options: { seed: 1, runs: 1 } });
    answered(loaded, rule.spec, 'while it was loaded');
    const reply = await executor.ask('follow', { path });
    return answered(reply, rule.spec, reply.kind === 'lost' ? `at step ${reply.lost.at.step}` : '');
  } finally {
    await executor.close();
  }
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
