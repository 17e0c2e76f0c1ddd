import pc from 'picocolors';
import { codeOfLoad, demandInside } from '../../counterexample/imports.ts';
import { loadRequestOf } from '../../counterexample/origin.ts';
import { replayStored } from '../../counterexample/replay.ts';
import { runnableCounterexample } from '../../counterexample/runnable.ts';
import { errorCode, errorText, namedErrorText, quotedPath, UsageError } from '../../errors.ts';
import { watchGlobals } from '../../host/builtIns.ts';
import { isolatedExecutor } from '../../host/isolated.ts';
import { limitsOf, usualTimeout } from '../../host/limits.ts';
import { plural } from '../../numbers.ts';
import { fileLimits, readRegularFile } from '../../regularFile.ts';
import { runBy } from '../../subject/catalog.ts';
import type { Counterexample, TrajectoryRow } from '../../types/report.ts';
import { exitCodes } from '../terminal/exit.ts';
import { fold, textWidth } from '../terminal/fold.ts';
import { printable } from '../terminal/printable.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';

/**
 * Runs a stored case again and prints it step by step.
 *
 * @returns the exit code that the case came from; 2 where it holds, but its code did something besides returning
 * @throws SubjectError where it imports files from elsewhere, and that is not allowed
 */
export const replay = async (
  file: string,
  options: { readonly allowOutside: boolean; readonly python?: string },
  terminal: Terminal,
): Promise<number> => {
  const text = readStored(file);
  if (isHunt(text)) {
    const { replayHunt } = await import('./replayHunt.ts');
    return replayHunt(file, text, options, terminal);
  }
  const stored = readCounterexample(file, text);
  const code = codeOfLoad(await loadRequestOf(stored, file));
  if (code.files.length > 0) terminal.out(`imports ${code.files.map(shownPath).join(', ')}\n`);
  if (code.started.length > 0) terminal.out(`runs ${code.started.map(shownPath).join(', ')}\n`);
  if (!options.allowOutside) demandInside(code, stored, file, 'add --allow-outside');
  const counterexample = withInterpreter(stored, options.python);
  return withSideEffects(terminal, () => replayed(counterexample, file, terminal));
};

/** A promise that user code leaves rejected, or a callback of it that throws, costs one line, and no verdict. */
const withSideEffects = async (terminal: Terminal, work: () => Promise<number>): Promise<number> => {
  let effects = 0;
  const note = (what: string) => (reason: unknown) => {
    if (effects++ === 0) complain(terminal, `the code of the case ${what}: ${namedErrorText(reason)}`);
  };
  const globals = watchGlobals();
  const [onRejection, onException] = [note('left a promise rejected'), note('threw out of a callback')];
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  try {
    const code = await work();
    await new Promise((resolve) => setImmediate(resolve));
    return effects > 0 && code !== exitCodes.falsified ? exitCodes.usage : code;
  } catch (error) {
    const damage = globals.damage();
    globals.restore();
    if (damage === undefined) throw error;
    throw new UsageError(`the code of the case ${damage}, upon which its replay failed`);
  } finally {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
  }
};

const replayed = async (
  counterexample: Counterexample,
  file: string,
  terminal: Terminal,
): Promise<number> => {
  const { minimal } = counterexample;
  const width = textWidth(terminal.width);
  const say = (text: string): void => terminal.out(`${fold(text, width, '  ')}\n`);
  const hyperparameters = Object.entries(minimal.hyperparameters).map(
    ([name, value]) => `, ${line(name)} = ${value}`,
  );
  terminal.out(
    `${pc.bold(line(counterexample.rule.name))} · ${line(counterexample.check)} · ${line(counterexample.cause)}\n`,
  );
  say(`stored: ${line(counterexample.sentence)}`);
  say(`loss ${line(minimal.loss.family)} ${line(spaced(JSON.stringify(minimal.loss.parameters)))}`);
  say(
    `θ₀ = ${vectorText(minimal.theta)}, η = ${minimal.stepSize}, steps = ${minimal.steps}, seed = ${minimal.seed}${hyperparameters.join('')}`,
  );
  terminal.out('\n');
  const { before, reproduces, rule } = counterexample;
  if (before) terminal.out(`first, in the same process: ${plural(before.length, 'case')} that it needs\n\n`);
  const { observation, rows } = await replayStored(counterexample, file, () =>
    isolatedExecutor(1, limitsOf(rule.timeout ?? usualTimeout)),
  );
  const judged = observation.derived?.stepSize;
  if (judged !== undefined)
    terminal.out(`${fold(`the updates of the run with η = ${judged}, y = −∇L(θ)`, width, '  ')}\n\n`);
  if (rows.length > 0) terminal.out(legend(judged !== undefined, rows, width));
  for (const row of rows) terminal.out(rowText(row, width));
  const { status, sentence = 'nothing was decided', margin } = observation;
  // Coloured once it is folded.
  const conclude = (paint: (text: string) => string, mark: string, text: string): void =>
    terminal.out(`${fold(`${mark}: ${text}`, width, '  ').replace(mark, paint(mark))}\n`);
  if (status === 'refuted') {
    conclude(pc.red, '✗ falsified', line(sentence));
    return exitCodes.falsified;
  }
  if (status !== 'holds') {
    conclude(pc.yellow, `? ${status}`, line(sentence));
    return exitCodes.inconclusive;
  }
  if (reproduces === false) {
    conclude(pc.yellow, '? holds now', 'the failure did not come back when it was found either');
    return exitCodes.inconclusive;
  }
  terminal.out(
    `${pc.green('✓ holds now')} (margin ${margin}): the rule has changed since, or depends on more than it is shown\n`,
  );
  return exitCodes.verified;
};

/** The counterexample, all that needs an interpreter run by another one where it is named. */
const withInterpreter = (found: Counterexample, python: string | undefined): Counterexample => {
  if (python === undefined) return found;
  const { subject } = found.rule;
  return { ...found, rule: { ...found.rule, python, ...(subject && { subject: runBy(subject, python) }) } };
};

/** A path, or a command, of a file on a line of its own. */
const shownPath = (path: string): string => line(quotedPath(path));

/** Text of a file on a line of its own. */
const line = (text: string): string => printable(text, 2000);

/** Whether a stored file is one of `hunt`. */
const isHunt = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'problem' in value && 'found' in value;
  } catch {
    return false;
  }
};

const readStored = (file: string): string => {
  try {
    return readRegularFile(file, { limit: fileLimits.stored });
  } catch (error) {
    throw new UsageError(`${quotedPath(file)}: cannot be read (${errorCode(error) ?? errorText(error)})`);
  }
};

const readCounterexample = (file: string, text: string): Counterexample => {
  try {
    return runnableCounterexample(text);
  } catch (error) {
    throw new UsageError(`${quotedPath(file)}: is no counterexample of natgrad-check (${errorText(error)})`);
  }
};

const vectorText = (values: readonly number[]): string => {
  const shownValues = values.slice(0, 8).map(String).join(', ');
  return values.length > 8 ? `[${shownValues}, … ${values.length - 8} more]` : `[${shownValues}]`;
};

/** JSON with a blank after every comma, where it can be folded. */
const spaced = (json: string): string => json.replace(/,(?=\S)/g, ', ');

/** What the rows of every step are. */
const legend = (toFirstOrder: boolean, rows: readonly TrajectoryRow[], width: number): string => {
  const names: readonly (readonly [string, string])[] = [
    ['θ', 'parameters before the step'],
    ['∇L', 'gradient that the rule was shown'],
    [
      'y',
      toFirstOrder
        ? '−∇L(θ), the negated gradient: the check judges updates to first order'
        : '−D̄L(θ, θ + Δθ), a discrete gradient: yᵀΔθ is what L falls by; −∇L(θ) where Δθ = 0',
    ],
    ['Δθ', 'update'],
    ...(rows.some(({ reference }) => reference !== undefined)
      ? ([
          ['Δθ ref', 'update of the rule that it is compared with'],
          ['differ', 'Δθ less that'],
        ] as const)
      : []),
    ['L', 'loss before and after the step'],
    ['ψ', 'angle between y and Δθ: below 90° where the step descends'],
    ['κ*', 'least condition number of a metric M with M·g = y, g = Δθ/η'],
    ['λ(M)', 'least and largest eigenvalue of the metric that has it'],
    ['margin', '(L − L′)/(|L| + |L′|), L′ the loss after the step'],
  ];
  return `${names.map((row) => labelled(row, width)).join('')}\n`;
};

const labelled = ([name, text]: readonly [string, string], width: number): string =>
  `  ${name.padEnd(7)} ${fold(text, width - 10, '').replaceAll('\n', `\n${' '.repeat(10)}`)}\n`;

const rowText = (row: TrajectoryRow, width: number): string => {
  const lines: readonly (readonly [string, string])[] = [
    ['θ', vectorText(row.theta)],
    ['∇L', vectorText(row.gradient)],
    ['y', vectorText(row.y)],
    ['Δθ', vectorText(row.delta)],
    ...(row.reference
      ? ([
          ['Δθ ref', vectorText(row.reference.delta)],
          ['differ', vectorText(row.delta.map((d, i) => d - row.reference!.delta[i]!))],
        ] as const)
      : []),
    ['L', `${row.loss} → ${row.lossAfter}`],
    ['ψ', row.angle === null ? 'undefined' : `${(row.angle * 180) / Math.PI}°`],
    ['κ*', row.conditionNumber === null ? 'no metric: yᵀg ≤ 0' : String(row.conditionNumber)],
    ['λ(M)', row.smallestEigenvalue === null ? '–' : `${row.smallestEigenvalue} … ${row.largestEigenvalue}`],
    ['margin', row.margin === null ? 'inside rounding' : String(row.margin)],
  ];
  return `step ${row.step}\n${lines.map((each) => labelled(each, width)).join('')}\n`;
};
