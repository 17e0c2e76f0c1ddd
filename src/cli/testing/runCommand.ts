import { stripVTControlCharacters } from 'node:util';
import { buildProgram } from '../program.ts';
import { runProgram } from '../runProgram.ts';

/** What a command came to: its exit code, and what it printed, without colours. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as somebody in its working directory would on a terminal of 80 columns. */
export const runCommand = async (...args: readonly string[]): Promise<Ended> => {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    width: 80,
  };
  const code = await runProgram(buildProgram(terminal), ['node', 'natgrad-check', ...args], terminal);
  return { code, out: stripVTControlCharacters(out), err: stripVTControlCharacters(err) };
};
