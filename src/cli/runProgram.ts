import { CommanderError } from 'commander';
import { isThrown, SubjectError, UsageError } from '../errors.ts';
import { asOneArgument } from './executable.ts';
import type { Program } from './program.ts';
import { exitCodes } from './terminal/exit.ts';
import { complain, type Terminal } from './terminal/terminal.ts';
import { unexpected } from './terminal/unexpected.ts';

/** Runs a command line to its end. A mistake, the user's or ours, costs one line on standard error and exit code 2. */
export const runProgram = async (
  { program, exitCode }: Program,
  argv: readonly string[],
  terminal: Terminal,
): Promise<number> => {
  try {
    await program.parseAsync(asOneArgument(argv));
    return exitCode();
  } catch (error) {
    if (isThrown(error, CommanderError)) return error.exitCode === 0 ? exitCodes.verified : exitCodes.usage;
    if (isThrown(error, UsageError) || isThrown(error, SubjectError)) complain(terminal, error.message);
    else unexpected(terminal, error);
    return exitCodes.usage;
  }
};
