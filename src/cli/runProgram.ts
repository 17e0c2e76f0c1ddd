import { type Command, CommanderError } from 'commander';
import { UnusableFileError } from '../fuzz/unusable.ts';
import { exitCodes } from './exitCode.ts';
import { UsageError } from './usageError.ts';

/** Runs a command line to its end. A mistake of the person costs one line on standard error and exit code 2. */
export const runProgram = async (program: Command, argv: readonly string[]): Promise<number> => {
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? exitCodes.verified);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.verified : exitCodes.usage;
    if (error instanceof UsageError || error instanceof UnusableFileError) {
      process.stderr.write(`natgrad-check: ${error.message.replace(/\s*\n\s*/g, ' ')}\n`);
      return exitCodes.usage;
    }
    throw error;
  }
};
