import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parseReport } from '../../report/json.ts';

const command = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ended-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (file: string, report: string, ...own: readonly string[]): ChildProcess => {
  const args = ['fuzz', file, '--report', report, '--seed', '1', ...own];
  return spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/** Waits until something holds. @returns after how many milliseconds */
const until = async (holds: () => boolean): Promise<number> => {
  const from = performance.now();
  while (!holds()) await wait(5);
  return performance.now() - from;
};

/** Whether a process runs; one that is dead and that nobody has buried does not. */
const runs = (pid: number): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};

/** A rule that says in a file of this name which process it runs in, what that holds open, and what it started. */
const telling = (name: string, body: string): string => {
  const file = join(folder, `${name}.js`);
  writeFileSync(
    file,
    `import { execSync, spawn } from 'node:child_process';
    import { appendFileSync, readdirSync, readlinkSync } from 'node:fs';
    const tell = (more) => {
      const open = readdirSync('/proc/self/fd').flatMap((fd) => { try { return [readlinkSync('/proc/self/fd/' + fd)]; } catch { return []; } });
      appendFileSync(${JSON.stringify(join(folder, `${name}.told`))}, JSON.stringify({ pids: [process.pid, ...more], open }) + '\\n');
    };
    export default ({ gradient, stepSize }) => { ${body} return gradient.map((d) => -stepSize * d); };`,
  );
  return file;
};

/** What rules have said so far. */
const toldBy = (
  name: string,
): readonly { readonly pids: readonly number[]; readonly open: readonly string[] }[] => {
  const file = join(folder, `${name}.told`);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line));
};

describe.runIf(existsSync('/proc/self/stat'))('natgrad-check fuzz, killed', () => {
  it.each([
    ['loops', 'tell([]); for (;;);'],
    ['sleeps', 'tell([]); execSync("sleep 100");'],
    ['starts', 'tell([spawn("sleep", ["100"]).pid]); for (;;);'],
    ['waits', 'tell([]); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
  ])('leaves no process and no folder behind: a rule that %s', async (name, body) => {
    const child = start(telling(name, body), `report-${name}`, '--workers', '2', '--timeout', '100s');
    await until(() => toldBy(name).length > 0);
    const told = toldBy(name);
    const pids = told.flatMap((each) => each.pids);
    const folders = told.flatMap(({ open }) => open).filter((path) => path.includes('natgrad-check-'));
    expect(folders.length).toBeGreaterThan(0);
    expect(pids.every(runs)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const after = await until(() => !pids.some(runs) && !folders.some((path) => existsSync(path)));
    // A thousandth of it on a machine that does nothing else.
    expect(after).toBeLessThan(20_000);
  });

  it('leaves no process behind that was still waiting to be asked', async () => {
    const before = new Set(workers());
    const child = start(telling('never', ''), 'report-never', '--runs', '1000');
    await until(() => workers().some((pid) => !before.has(pid)));
    const started = workers().filter((pid) => !before.has(pid));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await until(() => !started.some(runs))).toBeLessThan(20_000);
  });
});

/** Processes that run the worker of this checkout. */
const workers = (): readonly number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(join(command, '..', 'host-worker.js'));
      } catch {
        return false;
      }
    })
    .map(Number);

/** A rule that takes its time, at any moment of its run. */
const slow = (sign: string): string =>
  `import { execSync } from 'node:child_process';
  let calls = 0;
  export default ({ theta, gradient, stepSize }) => {
    if (++calls > 3000 || (theta.length === 1 && calls > 50)) execSync('sleep 0.3');
    return gradient.map((d) => ${sign}stepSize * d);
  };`;

describe('natgrad-check fuzz, asked to end', () => {
  for (const [name, sign] of Object.entries({ right: '-', wrong: '' }))
    writeFileSync(join(folder, `${name}.js`), slow(sign));

  const moments = [0.05, 0.3, 0.6, 1, 1.5, 2.5, 4];
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const cases = moments.flatMap((seconds, i) =>
    ['right', 'wrong'].map((name) => [name, signals[i % signals.length]!, seconds] as const),
  );
  it.each(cases)(
    '%s rule, %s after %f s: ends with the report so far, and verifies nothing',
    async (name, signal, seconds) => {
      const report = `${name}-${seconds}`;
      const child = start(`${name}.js`, report, '--runs', '1000');
      let said = '';
      child.stdout?.on('data', (text) => {
        said += text;
      });
      await wait(1000 * seconds);
      child.kill(signal);
      const at = performance.now();
      const [code, by] = await once(child, 'exit');
      expect(performance.now() - at).toBeLessThan(30_000);
      expect(said).not.toContain('Verified');
      const written = join(folder, report, 'report.json');
      if (by === signal) {
        // It had not begun to listen: nothing was said, and nothing stored.
        expect(existsSync(written)).toBe(false);
        return;
      }
      expect(code).toBe(130);
      const { rules, environment, counterexamples } = parseReport(readFileSync(written, 'utf8'));
      expect(environment.interrupted).toBe('interrupted');
      for (const { verdict } of rules)
        expect(verdict).toBe(Object.keys(counterexamples).length > 0 ? 'falsified' : 'inconclusive');
    },
  );
});
