import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import pc from 'picocolors';
import { judgedStepSize } from '../checks/parts/trajectoryRows.ts';
import { errorCode, errorText } from '../fuzz/errorText.ts';
import { openPool } from '../fuzz/pool.ts';
import { replayStored } from '../fuzz/replay.ts';
import { shown } from '../fuzz/unusable.ts';
import { plural } from '../report/tally.ts';
import type { Counterexample, TrajectoryRow } from '../types/report.ts';
import { exitCodes } from './exitCode.ts';
import { limitsOf, usualTimeout } from './limits.ts';
import { runnableCounterexample } from './runnableCounterexample.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { printable } from './verdictLines.ts';

/** Runs a stored case again and prints it step by step. @returns the exit code that the case came from */
export const replay = async (file: string, terminal: Terminal): Promise<number> => {
  const counterexample = fromHere(readCounterexample(file), file);
  const { minimal } = counterexample;
  terminal.out(
    `${pc.bold(line(counterexample.rule.name))} · ${line(counterexample.check)} · ${line(counterexample.cause)}\n` +
      `stored: ${line(counterexample.sentence)}\n` +
      `loss ${line(minimal.loss.family)} ${JSON.stringify(minimal.loss.parameters)}\n` +
      `θ₀ = [${minimal.theta.join(', ')}], η = ${minimal.stepSize}, steps = ${minimal.steps}, seed = ${minimal.seed}` +
      `${Object.entries(minimal.hyperparameters)
        .map(([name, value]) => `, ${line(name)} = ${value}`)
        .join('')}\n\n`,
  );
  const { before, reproduces, rule } = counterexample;
  if (before) terminal.out(`first, in the same process: ${plural(before.length, 'case')} that it needs\n\n`);
  const { observation, rows } = await replayStored(counterexample, () =>
    openPool(1, limitsOf(rule.timeout ?? usualTimeout)),
  );
  const judged = judgedStepSize(observation.derived ?? {});
  if (judged !== undefined) terminal.out(`the updates of the run with η = ${judged}, y = −∇L(θ)\n\n`);
  for (const row of rows) terminal.out(rowText(row));
  const { status, sentence = 'nothing was decided', margin } = observation;
  if (status === 'refuted') {
    terminal.out(`${pc.red('✗ falsified')}: ${sentence}\n`);
    return exitCodes.falsified;
  }
  if (status !== 'holds') {
    terminal.out(`${pc.yellow(`? ${status}`)}: ${sentence}\n`);
    return exitCodes.inconclusive;
  }
  if (reproduces === false) {
    terminal.out(`${pc.yellow('? holds now')}: the failure did not come back when it was found either\n`);
    return exitCodes.inconclusive;
  }
  terminal.out(
    `${pc.green('✓ holds now')} (margin ${margin}): the rule was changed since, or depends on more than it is shown\n`,
  );
  return exitCodes.verified;
};

/** Text of a file on a line of its own. */
const line = (text: string): string => printable(text, 2000);

/** The counterexample with the paths of its files as they are from here, where it was found from another folder. */
const fromHere = (counterexample: Counterexample, file: string): Counterexample => {
  const { rule } = counterexample;
  const { home } = rule;
  if (home === undefined) return counterexample;
  const here = (path: string): string => {
    const there = relative(process.cwd(), resolve(dirname(file), home, path));
    return !existsSync(path) && existsSync(there) ? `./${there}` : path;
  };
  const { lossFile, against } = rule;
  return {
    ...counterexample,
    rule: {
      ...rule,
      file: rule.file === null ? null : here(rule.file),
      ...(lossFile !== undefined && { lossFile: here(lossFile) }),
      ...(against !== undefined && { against: here(against) }),
    },
  };
};

const readCounterexample = (file: string): Counterexample => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${shown(file)}: cannot be read (${String(errorCode(error))})`);
  }
  try {
    return runnableCounterexample(text);
  } catch (error) {
    throw new UsageError(`${shown(file)}: is no counterexample of natgrad-check (${errorText(error)})`);
  }
};

const vectorText = (values: readonly number[]): string => {
  const shownValues = values.slice(0, 8).map(String).join(', ');
  return values.length > 8 ? `[${shownValues}, … ${values.length - 8} more]` : `[${shownValues}]`;
};

const rowText = (row: TrajectoryRow): string => {
  const lines: readonly (readonly [string, string])[] = [
    ['θ', vectorText(row.theta)],
    ['∇L', vectorText(row.gradient)],
    ['y', vectorText(row.y)],
    ['Δθ', vectorText(row.delta)],
    ['L', `${row.loss} → ${row.lossAfter}`],
    ['ψ', row.angle === null ? 'undefined' : `${(row.angle * 180) / Math.PI}°`],
    ['κ*', row.conditionNumber === null ? 'no metric: yᵀg ≤ 0' : String(row.conditionNumber)],
    ['λ(M)', row.smallestEigenvalue === null ? '–' : `${row.smallestEigenvalue} … ${row.largestEigenvalue}`],
    ['margin', row.margin === null ? 'inside rounding' : String(row.margin)],
  ];
  return `step ${row.step}\n${lines.map(([name, text]) => `  ${name.padEnd(7)} ${text}\n`).join('')}\n`;
};
