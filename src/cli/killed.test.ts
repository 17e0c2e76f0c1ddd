import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../fuzz/pool.ts';
import { replayStored } from '../fuzz/replay.ts';
import { seededRandom } from '../linalg/seeded.ts';
import { parseCounterexample } from '../report/json.ts';
import type { Counterexample } from '../types/report.ts';
import { limitsOf } from './limits.ts';
import { runCommand } from './testing/runCommand.ts';

const command = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const kills = Number(process.env.KILLS ?? 4);
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'killed-'));
const rules = ['first', 'second', 'third', 'fourth'];

beforeAll(() => {
  process.chdir(folder);
  mkdirSync('rules');
  for (const [i, name] of rules.entries()) {
    writeFileSync(
      join('rules', `${name}.js`),
      `export default {
        update: ({ theta, gradient, stepSize, step }) => gradient.map((d, j) => stepSize * (d + ${i + 1} * theta[j]) + step),
        traits: ['odd', 'scale-linear', 'history-determined', 'translation-equivariant'],
      };`,
    );
  }
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

/** Every counterexample file of a report folder, by path. @throws where one is not whole */
const storedIn = (report: string): ReadonlyMap<string, Counterexample> => {
  const root = join(report, 'counterexamples');
  if (!existsSync(root)) return new Map();
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path));
  return new Map(
    paths
      .filter((path) => path.endsWith('.json'))
      .map((path) => [path, parseCounterexample(readFileSync(path, 'utf8'))]),
  );
};

/** A moment of a run: so long behind its first counterexample, or behind its first announcement. */
interface Moment {
  readonly behind: 'file' | 'announcement';
  readonly milliseconds: number;
}

const announcement = /natgrad-check replay (\S+)/g;

/** Runs the real command and kills it at a moment. @returns what it had printed */
const killed = async (report: string, { behind, milliseconds }: Moment): Promise<string> => {
  const args = ['fuzz', 'rules', '--runs', '40', '--seed', '5', '--workers', '1', '--report', report];
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += String(text);
    });
  }
  const over = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const begun = (): boolean =>
    behind === 'file' ? existsSync(join(report, 'counterexamples')) : said.search(announcement) >= 0;
  while (!begun() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await over;
  return said;
};

describe('natgrad-check fuzz, killed at a random moment', () => {
  const random = seededRandom(8, 'kill');
  const moments = Array.from(
    { length: kills },
    (_, i): Moment => ({
      behind: i % 2 === 0 ? 'file' : 'announcement',
      milliseconds: Math.round(1000 * random() ** 2),
    }),
  );
  it.each(moments.map((moment, i) => [i, moment] as const))(
    'loses no counterexample that it had announced: moment %i, %o',
    { timeout: 60_000 },
    async (i, moment) => {
      const report = `reports-${i}`;
      const said = await killed(report, moment);
      const stored = storedIn(report);
      const announced = [...said.matchAll(announcement)].map(([, path = '']) => path);
      if (moment.behind === 'announcement') expect(announced).not.toEqual([]);
      expect([...stored.keys()]).toEqual(expect.arrayContaining(announced));
      for (const [path, counterexample] of stored) {
        const { observation } = await replayStored(counterexample, () => openPool(1, limitsOf(5000)));
        expect({ path, status: observation.status }).toEqual({ path, status: 'refuted' });
      }
    },
  );

  it('the next run tries all that was stored before anything else', { timeout: 60_000 }, async () => {
    const count = [...storedIn('reports-0').values()].filter(({ rule }) => rule.name === 'first').length;
    expect(count).toBeGreaterThan(0);
    // No time is left for cases of its own.
    const { code, out } = await runCommand(
      ...['fuzz', join('rules', 'first.js'), '--time', '1ms', '--workers', '1', '--report', 'reports-0'],
    );
    expect(out.replace(/\s+/g, ' ')).toContain(
      `${count} stored ${count === 1 ? 'case' : 'cases'} tried first, ${count} of them still fail`,
    );
    expect(code).toBe(1);
  });
});
