import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measuredRow, quotients, ratioRow } from './measure/ratio.ts';
import type { BenchRow } from './row.ts';

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const library = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

/** Seconds until node writes its first byte to standard output, or ends without one; or until it ends in any case. */
const secondsUntil = async (
  until: 'output' | 'end',
  args: readonly string[],
  cwd: string,
): Promise<number> => {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  let first: number | undefined;
  child.stdout.on('data', () => {
    first ??= performance.now();
  });
  await once(child, 'close');
  const end = performance.now();
  return ((until === 'output' && first !== undefined ? first : end) - start) / 1000;
};

interface Start {
  readonly what: string;
  readonly args: readonly string[];
  readonly until: 'output' | 'end';
  /** Seconds, null where none is set. */
  readonly budget: number | null;
  /** How many times as long as `node -e 0` it may take, null where that is not set. */
  readonly ratio: number | null;
  readonly rounds: number;
}

const starts: readonly Start[] = [
  {
    what: '`fuzz ./my-rule.ts`, from the start to the verdict (1,000 cases a check)',
    args: [command, 'fuzz', './my-rule.ts', '--seed', '1'],
    until: 'output',
    budget: 1,
    ratio: null,
    rounds: 5,
  },
  {
    what: '`fuzz ./my-rule.ts --runs 8`, from the start to the verdict',
    args: [command, 'fuzz', './my-rule.ts', '--runs', '8', '--seed', '1'],
    until: 'output',
    budget: 0.6,
    ratio: null,
    rounds: 11,
  },
  {
    what: '`fuzz ./my-rule.ts --runs 8`, from the start to its end',
    args: [command, 'fuzz', './my-rule.ts', '--runs', '8', '--seed', '1'],
    until: 'end',
    budget: null,
    ratio: 9,
    rounds: 11,
  },
  {
    what: 'importing the library',
    args: ['--input-type=module', '-e', `await import(${JSON.stringify(library)})`],
    until: 'end',
    budget: null,
    ratio: 2.5,
    rounds: 11,
  },
  {
    what: '`--help`, from the start to the first line',
    args: [command, '--help'],
    until: 'output',
    budget: 0.15,
    ratio: 2,
    rounds: 11,
  },
];

/** How long a user waits for the first word. */
export default async (): Promise<readonly BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  writeFileSync(
    join(folder, 'my-rule.ts'),
    `export default ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }) =>
  gradient.map((d) => -stepSize * d);
`,
  );
  try {
    const rows: BenchRow[] = [];
    for (const { what, args, until, budget, ratio, rounds: counted } of starts) {
      const ours = (): Promise<number> => secondsUntil(until, args, folder);
      const rounds = { warmUps: 1, rounds: counted, ours };
      const bare = (): Promise<number> => secondsUntil('end', ['-e', '0'], folder);
      if (budget !== null) {
        const row = { what, peer: `a budget of ${budget} s`, target: { atMost: 1 } };
        rows.push(await ratioRow(row, { ...rounds, theirs: () => budget }));
      }
      rows.push(
        measuredRow(
          {
            what,
            peer: '`node -e 0`, from the start to its end',
            unit: '×',
            target: ratio === null ? null : { atMost: ratio },
          },
          await quotients({ ...rounds, theirs: bare }),
        ),
      );
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
