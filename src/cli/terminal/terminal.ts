import { printable } from './printable.ts';

/** Where a command prints: results on `out`, everything else on `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of `out`; 80 where it is no terminal. */
  readonly width: number;
  /** Whether `out` is a terminal. */
  readonly watched?: boolean;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => {
    process.stdout.write(text);
  },
  err: (text) => {
    process.stderr.write(text);
  },
  width: process.stdout.columns ?? 80,
  watched: process.stdout.isTTY === true,
};

/** Characters of a line on standard error. */
const longestLine = 2000;

/** Prints an error as one line on standard error, cleaned of control characters and cut, since it may hold user text. */
export const complain = ({ err }: Pick<Terminal, 'err'>, text: string): void => {
  err(`natgrad-check: ${printable(text, longestLine)}\n`);
};
