import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measuredRow, quotients, ratioRow } from './parts/ratio.ts';
import type { BenchRow } from './row.ts';

const command = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));

/** Seconds until node writes its first byte to standard output, or ends without one. */
const untilOutput = async (args: readonly string[], cwd: string): Promise<number> => {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  let first: number | undefined;
  child.stdout.on('data', () => {
    first ??= performance.now();
  });
  await once(child, 'close');
  return ((first ?? performance.now()) - start) / 1000;
};

interface Start {
  readonly what: string;
  readonly args: readonly string[];
  /** Seconds. */
  readonly budget: number;
}

const starts: readonly Start[] = [
  {
    what: '`fuzz ./my-rule.ts`, from the start to the first verdict (one case a check)',
    args: [command, 'fuzz', './my-rule.ts', '--runs', '1', '--seed', '1'],
    budget: 1,
  },
  { what: '`--help`, from the start to the first line', args: [command, '--help'], budget: 0.15 },
];

/** How long a person waits for the first word. */
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
    for (const { what, args, budget } of starts) {
      const ours = (): Promise<number> => untilOutput(args, folder);
      const rounds = { warmUps: 1, rounds: 11, ours };
      const bare = (): Promise<number> => untilOutput(['-e', '0'], folder);
      rows.push(
        await ratioRow(
          { what, peer: `a budget of ${budget} s`, target: { atMost: 1 } },
          { ...rounds, theirs: () => budget },
        ),
        measuredRow(
          { what, peer: '`node -e 0`, from the start to its end', unit: '×', target: null },
          await quotients({ ...rounds, theirs: bare }),
        ),
      );
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
