import { Option } from 'commander';
import { usualTimeout } from '../../host/limits.ts';
import { optionBounds } from '../../types/scenario.ts';
import { parseCount, parseDuration } from '../parse.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Runs a command on the terminal and keeps its exit code. */
export type Runner = (command: (terminal: Terminal) => number | Promise<number>) => Promise<void>;

/** Examples, at the end of the help of a command. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;

/** The folder of the report. */
export const reportOption = (): Option =>
  new Option('--report <dir>', 'folder for the report').default('reports');

/** @param otherwise what the seed is where none is given */
export const seedOption = (otherwise: string): Option =>
  new Option('--seed <number>', `seed of everything random (default: ${otherwise})`).argParser(
    parseCount('seed', optionBounds.seed),
  );

/** Which Python runs a subject. */
export const pythonOption = (): Option =>
  new Option('--python <path>', 'interpreter for subjects in Python (default: $VIRTUAL_ENV, then python3)');

/** How long one step of a rule may take. */
export const timeoutOption = (): Option =>
  new Option('--timeout <duration>', 'time for one step of a rule')
    .default(usualTimeout, `${usualTimeout / 1000}s`)
    .argParser(parseDuration('timeout'));
