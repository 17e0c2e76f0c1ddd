import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parseReport } from '../../report/json.ts';
import type { RuleReport } from '../../types/report.ts';

const command = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const right = 'return gradient.map((d) => -stepSize * d);';
const wrong = 'return gradient.map((d) => stepSize * d);';

const rule = (body: string, top = ''): string =>
  `${top}\nexport default ({ theta, gradient, stepSize, step, random, loss }) => { ${body} };`;

for (const name of ['first', 'last']) writeFileSync(join(folder, `${name}.js`), rule(right));

/** What a run came to: its report, what it said, how long it took. */
interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly rules: readonly RuleReport[];
}

/** Milliseconds after which a run hangs: far beyond what the slowest takes on a busy machine. */
const hangs = 900_000;

/** Fuzzes rules between two right ones, with a pipe for standard input that nobody writes to. */
const fuzzed = (kind: string, texts: Readonly<Record<string, Hostile>>): Promise<Ended> =>
  new Promise((resolve) => {
    const names = Object.keys(texts);
    for (const name of names) writeFileSync(join(folder, `${name}.js`), texts[name]!.text);
    const report = join(folder, `report-${kind}`);
    const files = ['first', ...names, 'last'].map((name) => `${name}.js`);
    const args = [
      'fuzz',
      ...files,
      '--runs',
      '6',
      '--timeout',
      // Memory takes a while to fill; who hangs does it at once.
      kind === 'hang' ? '1s' : '2s',
      '--seed',
      '1',
      '--quiet',
      '--report',
      report,
    ];
    const child = spawn(process.execPath, [command, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), hangs);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        said += data;
      });
    child.on('close', (code) => {
      clearTimeout(timer);
      const { rules } = parseReport(readFileSync(join(report, 'report.json'), 'utf8'));
      resolve({ code, said, rules });
    });
  });

/** A rule that is right but for what it does, or wrong and tries to hide it. */
interface Hostile {
  readonly text: string;
  /** What its verdict may be; where it has none, its report is missing. */
  readonly verdict: 'verified' | 'falsified' | 'unusable';
  /** Cause of the finding of isolation. */
  readonly cause?: string;
}

const fs = 'import fs from "node:fs";';
const threads = 'import { parentPort, workerData } from "node:worker_threads";';
const frame = (text: string): string =>
  `const body = Buffer.from(${text}); const head = Buffer.alloc(4); head.writeUInt32LE(body.length);`;
const forged = '{"id":2,"notice":{"answer":{"counts":{"holds":6,"refuted":0,"inconclusive":0,"vacuous":0}}}}';

/** By what they do. */
const hostile: Readonly<Record<string, Readonly<Record<string, Hostile>>>> = {
  hang: {
    stdin: { text: rule(`fs.readFileSync(0); ${right}`, fs), verdict: 'verified' },
    tty: { text: rule(`try { fs.readFileSync('/dev/tty'); } catch {} ${right}`, fs), verdict: 'verified' },
    sleeps: {
      text: rule(`execSync('sleep 40'); ${right}`, 'import { execSync } from "node:child_process";'),
      verdict: 'falsified',
      cause: 'never-returns',
    },
    'sleeps-apart': {
      text: rule(
        `spawnSync('sleep', ['40'], { detached: true, stdio: 'inherit' }); ${right}`,
        'import { spawnSync } from "node:child_process";',
      ),
      verdict: 'falsified',
      cause: 'never-returns',
    },
    hashes: {
      text: rule(
        `pbkdf2Sync('a', 'b', 1e9, 64, 'sha512'); ${right}`,
        'import { pbkdf2Sync } from "node:crypto";',
      ),
      verdict: 'falsified',
      cause: 'never-returns',
    },
    matches: {
      text: rule(`/^(a+)+$/.test('a'.repeat(40) + 'b'); ${right}`),
      verdict: 'falsified',
      cause: 'never-returns',
    },
    counts: { text: rule(`3n ** 600_000_000n % 7n; ${right}`), verdict: 'falsified', cause: 'never-returns' },
    waits: {
      text: rule(`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); ${right}`),
      verdict: 'falsified',
      cause: 'never-returns',
    },
    pipes: {
      text: rule(`fs.readSync(3, Buffer.alloc(1e6)); ${right}`, fs),
      verdict: 'falsified',
      cause: 'never-returns',
    },
    beats: {
      text: rule(
        `for (;;) for (let fd = 3; fd < 64; fd++) if (fd !== 3) try { fs.writeSync(fd, Buffer.alloc(64, Math.random() * 256), 0, 64, 0); } catch {} ${right}`,
        fs,
      ),
      verdict: 'falsified',
    },
    'never-loads': { text: `await new Promise(() => {}); ${rule(right)}`, verdict: 'unusable' },
    'loops-at-load': { text: `for (;;); ${rule(right)}`, verdict: 'unusable' },
  },
  'use memory': {
    buffer: { text: rule(`Buffer.alloc(3e9).fill(1); ${right}`), verdict: 'falsified', cause: 'memory' },
    array: { text: rule(`new Array(2 ** 27 + 5).fill(0); ${right}`), verdict: 'falsified', cause: 'memory' },
    objects: {
      text: rule(`new Array(2 ** 27 + 5).fill(0).map((x) => ({})); ${right}`),
      verdict: 'falsified',
      cause: 'memory',
    },
    wasm: {
      text: rule(
        `new Uint8Array(new WebAssembly.Memory({ initial: 32768, maximum: 32768 }).buffer).fill(1); ${right}`,
      ),
      verdict: 'falsified',
      cause: 'memory',
    },
    string: {
      text: rule(
        `let text = 'x'; for (;;) text = (text + text).slice(0, 5e8).replaceAll('x', 'xy'); ${right}`,
      ),
      verdict: 'falsified',
    },
  },
  'end their process': {
    aborts: { text: rule(`process.abort(); ${right}`), verdict: 'falsified', cause: 'crashes' },
    exits: { text: rule(`process.exit(0); ${right}`), verdict: 'falsified', cause: 'exits' },
    'really-exits': { text: rule(`process.reallyExit(0); ${right}`), verdict: 'falsified', cause: 'exits' },
    'kills-itself': {
      text: rule(
        `execSync('kill -9 ' + process.pid); ${right}`,
        'import { execSync } from "node:child_process";',
      ),
      verdict: 'falsified',
      cause: 'memory',
    },
    'aborts-at-load': { text: `process.abort(); ${rule(right)}`, verdict: 'unusable' },
  },
  'write where they should not': {
    fills: {
      text: rule(
        `if (!filled) { filled = true; visit(globalThis, 0); visit(Buffer.from('a'), 0); visit(workerData, 0); } ${wrong}`,
        `${threads} let filled = false; const seen = new Set();
        const visit = (value, depth) => {
          if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value) || depth > 6) return;
          seen.add(value);
          const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
          if (buffer instanceof ArrayBuffer || buffer instanceof SharedArrayBuffer) new Uint8Array(buffer).fill(255);
          for (const key of Reflect.ownKeys(value)) try { visit(value[key], depth + 1); } catch {}
        };`,
      ),
      verdict: 'falsified',
    },
    'writes-anywhere': {
      text: rule(
        `for (let fd = 3; fd < 64; fd++) try { fs.writeSync(fd, 'x'.repeat(100)); } catch {} ${wrong}`,
        fs,
      ),
      verdict: 'falsified',
    },
    closes: {
      text: rule(`for (let fd = 3; fd < 64; fd++) try { fs.closeSync(fd); } catch {} ${wrong}`, fs),
      verdict: 'falsified',
    },
    prints: {
      text: rule(`fs.writeSync(1, 'Verified'); fs.writeSync(2, 'x'.repeat(1e5)); ${right}`, fs),
      verdict: 'verified',
    },
  },
  forge: {
    'forges-a-frame': {
      text: rule(
        `${frame(`'${'0'.repeat(32)}${forged}'`)} fs.writeSync(3, Buffer.concat([head, body])); ${wrong}`,
        fs,
      ),
      verdict: 'falsified',
    },
    'forges-a-length': {
      text: rule(`fs.writeSync(3, Buffer.alloc(4, 255)); ${wrong}`, fs),
      verdict: 'falsified',
    },
    'forges-null': { text: rule(wrong, `${fs} fs.writeSync(3, 'null');`), verdict: 'unusable' },
    'wraps-its-port': {
      text: rule(
        wrong,
        `${threads} const quiet = () => true; if (parentPort) parentPort.postMessage = quiet; process.send = quiet;`,
      ),
      verdict: 'falsified',
    },
    'wraps-fs': {
      text: rule(
        wrong,
        `${fs} import { syncBuiltinESMExports } from "node:module";
      const write = fs.writeSync; const hide = (text) => text.replaceAll('"refuted"', '"holds"');
      fs.writeSync = (fd, data, ...rest) => typeof data === 'string' ? write(fd, hide(data), ...rest) : write(fd, Buffer.from(hide(data.toString('latin1')), 'latin1'));
      syncBuiltinESMExports();`,
      ),
      verdict: 'falsified',
    },
    repeats: {
      text: rule(
        `if (step === 0) last?.(); ${wrong}`,
        `${fs} let last; const { writeSync } = fs; fs.writeSync = (...given) => { last = () => writeSync(...given); return writeSync(...given); };`,
      ),
      verdict: 'falsified',
    },
  },
  patch: {
    'patches-json': {
      text: rule(
        wrong,
        `const { stringify } = JSON; JSON.stringify = (value, ...rest) => stringify(value, ...rest)?.replaceAll('refuted', 'holds');`,
      ),
      verdict: 'falsified',
    },
    'patches-to-json': {
      text: rule(
        wrong,
        `Object.prototype.toJSON = function () { return this.status ? { status: 'holds', margin: 1 } : this; };`,
      ),
      verdict: 'falsified',
    },
    'patches-while-it-runs': {
      text: rule(`Array.prototype.map = function () { return []; }; Math.min = () => 1; ${wrong}`),
      verdict: 'falsified',
      cause: 'crashes',
    },
    'patches-numbers': {
      text: rule(
        wrong,
        'Math.min = () => 1; Math.max = () => 1; Number.isFinite = () => true; Math.hypot = () => 0;',
      ),
      verdict: 'falsified',
    },
    'patches-iteration': {
      text: rule(`Object.getPrototypeOf([].values()).next = () => ({ done: true }); ${wrong}`),
      verdict: 'falsified',
      cause: 'crashes',
    },
    'patches-promises': {
      text: rule(`Promise.prototype.then = () => {}; ${wrong}`),
      verdict: 'falsified',
    },
    thenable: {
      text: rule(`Object.prototype.then = function (f) { f(1); }; ${wrong}`),
      verdict: 'falsified',
      cause: 'crashes',
    },
    'thenable-at-load': {
      text: `Object.prototype.then = function (f) { f(1); }; ${rule(wrong)}`,
      verdict: 'unusable',
    },
    polyfilled: {
      text: rule(
        right,
        'const { map } = Array.prototype; Array.prototype.map = function (...given) { return map.apply(this, given); }; Array.prototype.last = function () { return this[this.length - 1]; };',
      ),
      verdict: 'verified',
    },
    'patches-timers': {
      text: rule(
        wrong,
        'for (const name of ["setTimeout", "setImmediate", "setInterval", "queueMicrotask"]) globalThis[name] = () => 0;',
      ),
      verdict: 'falsified',
    },
    'removes-listeners': {
      text: rule(
        `process.removeAllListeners(); setTimeout(() => { throw new Error('later'); }, 0); ${wrong}`,
      ),
      verdict: 'falsified',
    },
    'hides-its-exits': {
      text: rule(wrong, 'process.exit = () => {}; process.emit = () => true;'),
      verdict: 'falsified',
    },
    leaves: {
      text: rule(`setInterval(() => {}, 1e6); ${right}`),
      verdict: 'verified',
    },
  },
};

describe('natgrad-check fuzz, with rules between two right ones', () => {
  // What hangs waits for its limits, and leaves the cores to the others.
  const hanging = fuzzed('hang', hostile.hang!);

  it.each(Object.entries(hostile).toReversed())('that %s', async (kind, rules) => {
    const ended = await (kind === 'hang' ? hanging : fuzzed(kind.replaceAll(' ', '-'), rules));
    expect(ended.code, ended.said).toBe(
      Object.values(rules).some(({ verdict }) => verdict === 'unusable') ? 2 : 1,
    );
    const verdicts = Object.fromEntries(ended.rules.map((report) => [report.name, report.verdict]));
    const wanted = Object.entries(rules).flatMap(([name, { verdict }]) =>
      verdict === 'unusable' ? [] : [[name, verdict] as const],
    );
    expect(verdicts, ended.said).toEqual({
      first: 'verified',
      ...Object.fromEntries(wanted),
      last: 'verified',
    });
    expect(ended.said).not.toMatch(/please report it|^\s+at /m);
    for (const [name, { cause }] of Object.entries(rules)) {
      const checks = ended.rules.find((report) => report.name === name)?.checks ?? [];
      const found = checks.flatMap(({ counterexamples }) => counterexamples).join();
      if (cause !== undefined) expect(found, name).toContain(`contained-${cause}`);
    }
  });
});
