import { Option } from 'commander';
import { optionBounds } from '../../types/scenario.ts';
import { parseCount } from '../parse.ts';
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
