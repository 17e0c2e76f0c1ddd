import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import { buildProgram } from '../../src/cli/program.ts';
import { runProgram } from '../../src/cli/runProgram.ts';

/** What a command came to: its exit code, and what it printed, without colours of its own (errors have none). */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Without colours where the command uses them; elsewhere as it is, so that a test sees control characters that got through. */
const withoutColours = (text: string): string =>
  pc.isColorSupported ? stripVTControlCharacters(text) : text;

/** Runs a command line in this process, on a terminal as wide as this, as a user in its working directory does. */
export const runCommandAt = async (width: number, ...args: readonly string[]): Promise<Ended> => {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    width,
  };
  const code = await runProgram(buildProgram(terminal), ['node', 'natgrad-check', ...args], terminal);
  return { code, out: withoutColours(out), err };
};

/** The same on a terminal of 80 columns. */
export const runCommand = (...args: readonly string[]): Promise<Ended> => runCommandAt(80, ...args);
