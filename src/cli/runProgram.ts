import { CommanderError } from 'commander';
import { UnusableFileError } from '../fuzz/unusable.ts';
import { exitCodes } from './exitCode.ts';
import type { Program } from './program.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** Runs a command line to its end. A mistake of the person costs one line on standard error and exit code 2. */
export const runProgram = async (
  { program, exitCode }: Program,
  argv: readonly string[],
  terminal: Terminal,
): Promise<number> => {
  try {
    await program.parseAsync(argv);
    return exitCode();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.verified : exitCodes.usage;
    if (error instanceof UsageError || error instanceof UnusableFileError) {
      terminal.err(`natgrad-check: ${error.message.replace(/\s*\n\s*/g, ' ')}\n`);
      return exitCodes.usage;
    }
    throw error;
  }
};
