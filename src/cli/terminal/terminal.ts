/** Where a command prints: results on `out`, everything else on `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of `out`; 80 where it is no terminal. */
  readonly width: number;
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
};
