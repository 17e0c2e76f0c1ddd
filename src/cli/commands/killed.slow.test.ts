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
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { loadSuspicions } from '../../catalog/suspicions.ts';
import { replayStored } from '../../counterexample/replay.ts';
import { isolatedExecutor } from '../../host/isolated.ts';
import { limitsOf } from '../../host/limits.ts';
import { seededRandom } from '../../linalg/seeded.ts';
import { parseCounterexample, parseReport } from '../../report/json.ts';
import type { Counterexample } from '../../types/report.ts';

const command = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const kills = Number(process.env.KILLS ?? 2);
const seed = 8;
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'killed-'));
const rules = ['first', 'second'];

beforeAll(() => {
  process.chdir(folder);
  mkdirSync('rules');
  for (const [i, name] of rules.entries()) {
    writeFileSync(
      join('rules', `${name}.js`),
      `export default { update: ({ gradient, stepSize }) => gradient.map((d) => ${i + 1} * stepSize * d) };`,
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

/** What a run came to: what it had printed, how it ended, and after how long. */
interface Ended {
  readonly said: string;
  readonly signal: NodeJS.Signals | null;
  readonly milliseconds: number;
}

const announced = (said: string): readonly string[] =>
  [...said.matchAll(/natgrad-check replay (\S+)\s/g)].map(([, path = '']) => path);

/** Runs the real command, and kills it after so long, or once it has announced something about every rule. */
const run = async (report: string, end: { readonly milliseconds: number } | 'announced'): Promise<Ended> => {
  rmSync(report, { recursive: true, force: true });
  const args = ['fuzz', 'rules', '--runs', '5', '--seed', '5', '--workers', '1', '--report', report];
  const start = performance.now();
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += String(text);
      if (end === 'announced' && announced(said).length === rules.length) child.kill('SIGKILL');
    });
  }
  const kill = (): boolean => child.kill('SIGKILL');
  const timer =
    end !== 'announced' && Number.isFinite(end.milliseconds) && setTimeout(kill, end.milliseconds);
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => {
    child.on('close', (_code, by) => resolve(by));
  });
  if (timer) clearTimeout(timer);
  return { said, signal, milliseconds: performance.now() - start };
};

/** How far a run had come when it ended. */
const phaseOf = (report: string, { said, signal }: Ended): string => {
  if (signal === null) return 'over before';
  if (existsSync(join(report, 'report.json'))) return 'report written';
  const rule = announced(said).length;
  if (rule > 0) return `after rule ${rule}`;
  return storedIn(report).size > 0 ? 'first rule, something stored' : 'nothing stored';
};

/** How many kills there were in each tenth of the run, by phase. */
const histogram = (kills: readonly { readonly share: number; readonly phase: string }[]): string => {
  const phases = [...new Set(kills.map(({ phase }) => phase))].sort();
  const counts = phases.map((phase) => {
    const tenths = Array.from(
      { length: 10 },
      (_, i) => kills.filter((kill) => kill.phase === phase && Math.floor(10 * kill.share) === i).length,
    );
    return `${phase.padEnd(30)}${tenths.map((count) => String(count || '·').padStart(5)).join('')}`;
  });
  const head = Array.from({ length: 10 }, (_, i) => `${10 * i} %`.padStart(5)).join('');
  return [`${''.padEnd(30)}${head}`, ...counts].join('\n');
};

/** Tries of a moment: each that the run has not lived to see has measured a faster run. */
const tries = 3;

describe(`natgrad-check fuzz, killed at ${kills} random moments of its run, seed ${seed}`, () => {
  const ended: Ended[] = [];
  const moments: { readonly share: number; readonly phase: string }[] = [];
  let duration = 0;
  beforeAll(async () => {
    duration = (await run('whole', { milliseconds: Number.POSITIVE_INFINITY })).milliseconds;
  });

  /** Kills a run after a share of what a whole one takes. */
  const killedAfter = async (report: string, share: number): Promise<Ended> => {
    let last = await run(report, { milliseconds: share * duration });
    for (let attempt = 1; attempt < tries && last.signal === null; attempt++) {
      duration = last.milliseconds;
      last = await run(report, { milliseconds: share * duration });
    }
    return last;
  };

  /** What has been replayed: the same values of the same rule fail in whichever folder they are. */
  const replayed = new Set<string>();

  const losesNothing = async (report: string, { said }: Ended): Promise<void> => {
    const stored = storedIn(report);
    expect([...stored.keys()]).toEqual(expect.arrayContaining([...announced(said)]));
    for (const [path, counterexample] of stored) {
      const values = JSON.stringify({ ...counterexample, replay: relative(report, path) });
      if (replayed.has(values)) continue;
      replayed.add(values);
      const { observation } = await replayStored(counterexample, join(report, path), () =>
        isolatedExecutor(1, limitsOf(5000)),
      );
      expect({ path, status: observation.status }).toEqual({ path, status: 'refuted' });
    }
    const written = join(report, 'report.json');
    if (existsSync(written)) parseReport(readFileSync(written, 'utf8'));
  };

  // One moment in each of as many equal parts of the run, so that none is left out: neither its start nor its end.
  const random = seededRandom(seed, 'kill');
  const shares = Array.from({ length: kills }, (_, i) => (i + random()) / kills);
  it.each(shares.map((share, i) => [i, share.toFixed(3), share] as const))(
    'loses no counterexample that it had announced: moment %i, after %s of the run',
    async (i, _, share) => {
      const report = `reports-${i}`;
      ended.push(await killedAfter(report, share));
      moments.push({ share, phase: phaseOf(report, ended.at(-1)!) });
      await losesNothing(report, ended.at(-1)!);
    },
  );

  it('loses none that it had announced when all rules are judged and the report is written', async () => {
    ended.push(await run('announced', 'announced'));
    expect(announced(ended.at(-1)!.said)).toHaveLength(rules.length);
    await losesNothing('announced', ended.at(-1)!);
  });

  it('writes a counterexample the moment it is found, before anything is said of the rule', async () => {
    // Its first case fails, the others keep it for much longer than it is left alive.
    writeFileSync(
      'slow.js',
      `const waits = new Int32Array(new SharedArrayBuffer(4));
      let calls = 0;
      export default ({ gradient, stepSize }) => {
        if (++calls > 20_000) Atomics.wait(waits, 0, 0, 200);
        return gradient.map((d) => stepSize * d);
      };`,
    );
    const args = ['fuzz', 'slow.js', '--runs', '1000', '--workers', '1', '--report', 'early'];
    const child = spawn(process.execPath, [command, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.on('data', (text) => {
      said += String(text);
    });
    while (storedIn('early').size === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    expect(said).toBe('');
    expect([...storedIn('early').values()].map(({ check }) => check)).toContain('small-step');
  });

  it('most runs died of it, some with something announced', () => {
    process.stdout.write(`kills by tenth of the run and phase:\n${histogram(moments)}\n`);
    expect(ended).toHaveLength(kills + 1);
    const died = ended.filter(({ signal }) => signal === 'SIGKILL');
    expect(died.length).toBeGreaterThan(ended.length / 2);
    expect(died.filter(({ said }) => announced(said).length > 0)).not.toEqual([]);
  });

  it('the next run tries all that was stored before anything else', async () => {
    // What shows a suspicion is no failure of a check: it is replayed, and not tried again.
    const suspicions = (await loadSuspicions()).map(({ id }) => id);
    const count = [...storedIn('announced').values()].filter(
      ({ rule, check }) => rule.name === 'first' && !suspicions.includes(check),
    ).length;
    expect(count).toBeGreaterThan(0);
    // No time is left for cases of its own.
    const { code, out } = await runCommand(
      ...['fuzz', join('rules', 'first.js'), '--time', '1ms', '--workers', '1', '--report', 'announced'],
    );
    expect(out.replace(/\s+/g, ' ')).toContain(
      `${count} stored ${count === 1 ? 'case' : 'cases'} tried first, ${count} of them still fail`,
    );
    expect(code).toBe(1);
  });
});
