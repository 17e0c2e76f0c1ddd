import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseReport, stringifyReport } from '../report/json.ts';

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const sample = fileURLToPath(new URL('../../reports/sample/report.json', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const descent = 'gradient.map((d) => -stepSize * d)';
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const rule = (name: string, statement: string): void =>
  write(
    name,
    `export default ({ theta, gradient, stepSize, step }) => { ${statement}; return ${descent}; };`,
  );

/** Runs the command in a process of its own, which ends in time. */
const run = (args: readonly string[], shell = '') => {
  const line = `${shell} exec "$0" "$@"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line, process.execPath, command, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
};

const fuzz = (...args: readonly string[]) =>
  run(['fuzz', ...args, '--runs', '6', '--workers', '1', '--seed', '1', '--timeout', '2s', '--quiet']);

const fell = readFileSync(sample, 'utf8');
const counterexample =
  parseReport(fell).counterexamples['counterexamples/almost-adam/small-step-uphill.json']!;
const stored = (name: string, file: string): void =>
  write(name, stringifyReport({ ...counterexample, before: undefined, rule: { name: 'rule', file } }));

beforeAll(() => {
  write('good.js', `export default ({ gradient, stepSize }) => ${descent};`);
  rule(
    'throws-proxy.js',
    'throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 }, ownKeys() { throw 3 } })',
  );
  rule('throws-null.js', 'throw Object.create(null)');
  rule('throws-named.js', "throw Object.assign(new Error('x'), { name: Symbol('n') })");
  rule('throws-ansi.js', "throw new Error('\\u001b[31mred\\u001b[2J\\u202e\\n    at x (y.js:1:1)')");
  rule('throws-long.js', "throw new Error('x'.repeat(2e7))");
  rule('returns-proxy.js', 'return new Proxy([], { get() { throw 1 } })');
  rule('returns-trap.js', 'return new Proxy({}, { has() { throw Symbol() } })');
  rule('rejects.js', "Promise.reject(new Error('forgotten'))");
  rule('throws-later.js', 'setImmediate(() => { throw Object.create(null) })');
  rule('exits.js', 'process.exit(0)');
  write(
    'init-proxy.js',
    `export default { init: () => new Proxy({}, { has() { throw 1 } }), update: ({ gradient, stepSize }) => ${descent} };`,
  );
  for (const [name, objective] of [
    ['function', '(loss) => (theta) => loss.value(theta)'],
    ['throws', '() => { throw Symbol("x") }'],
    ['null', '() => null'],
    ['value-throws', '(loss) => ({ ...loss, value() { throw Object.create(null) } })'],
    ['value-text', '(loss) => ({ ...loss, value: () => "1" })'],
    ['gradient-short', '(loss) => ({ ...loss, gradient: () => [] })'],
    [
      'late',
      '(loss) => { let n = 0; return { ...loss, value(theta, t) { if (++n > 9) throw 1; return loss.value(theta, t); } }; }',
    ],
    ['trap', '(loss) => new Proxy(loss, { get() { throw 1 } })'],
  ])
    write(
      `objective-${name}.js`,
      `export default { contract: { objective: ${objective} }, update: ({ gradient, stepSize }) => ${descent} };`,
    );
  execFileSync('mkfifo', [join(folder, 'pipe.js'), join(folder, 'pipe.json')]);
});

describe('a rule of hostile code is judged, and the others of its command too', () => {
  it.each([
    'throws-proxy',
    'throws-null',
    'throws-named',
    'throws-ansi',
    'throws-long',
    'returns-proxy',
    'returns-trap',
    'objective-function',
    'objective-throws',
    'objective-null',
    'objective-value-throws',
    'objective-value-text',
    'objective-gradient-short',
    'objective-late',
    'objective-trap',
  ])('fuzz %s.js good.js', (name) => {
    const { out, err, code } = fuzz(`${name}.js`, 'good.js', '--report', `r-${name}`);
    expect(err).toBe('');
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^✗ ${name}\n`));
    expect(out).toContain('good\n');
    expect(out).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect(out.length).toBeLessThan(5000);
    const [counterexamples] = readdirSync(join(folder, `r-${name}`, 'counterexamples', name));
    const again = run(['replay', join(`r-${name}`, 'counterexamples', name, counterexamples ?? '')]);
    expect(again.err).toBe('');
    expect(again.out).toMatch(/✗ falsified/);
    expect(again.code).toBe(1);
  });

  it('a state that cannot be asked is the own business of its rule', () => {
    expect(fuzz('init-proxy.js', '--report', 'r-init')).toMatchObject({ err: '', code: 0 });
  });

  it('a pipe, a device or a folder costs its own rule alone', () => {
    for (const odd of ['pipe.js', '/dev/zero']) {
      const { out, err, code } = fuzz(odd, 'good.js', '--report', 'r-odd');
      expect(err).toMatch(/^natgrad-check: .*(a named pipe|a device|neither a file)[^\n]*\n$/);
      expect(code).toBe(2);
      if (odd === 'pipe.js') expect(out).toContain('good\n');
    }
    for (const option of ['--loss', '--against']) {
      const { err, code } = fuzz('good.js', option, 'pipe.js', '--report', 'r-option');
      expect(err).toMatch(/a named pipe/);
      expect(code).toBe(2);
    }
  });
});

describe('replay in this process, of code that does something besides returning', () => {
  it('says that a promise was left rejected, and ends with the verdict, or 2 where there is none', () => {
    stored('rejects.json', 'rejects.js');
    const { out, err, code } = run(['replay', 'rejects.json']);
    expect(err).toBe('natgrad-check: the code of the case left a promise rejected: Error: forgotten\n');
    expect([out.includes('✗ falsified'), code]).toEqual(out.includes('✗ falsified') ? [true, 1] : [false, 2]);
  });

  it('says that a callback threw', () => {
    stored('later.json', 'throws-later.js');
    const { err, code } = run(['replay', 'later.json']);
    expect(err).toMatch(/^natgrad-check: .*an object without a text[^\n]*\n$/);
    expect(code).not.toBe(0);
  });

  it.each([
    ['adds then to every object', 'Object.prototype.then = function (f) { f(1) }'],
    ['adds a then that never settles', 'Object.prototype.then = function () {}'],
    ['breaks map', 'Array.prototype.map = () => { throw 1 }'],
    ['breaks iteration', 'Array.prototype[Symbol.iterator] = () => { throw Object.create(null) }'],
    ['breaks output', 'process.stdout.write = process.stderr.write = () => { throw 2 }'],
    ['removes who listens', 'process.removeAllListeners(); Promise.reject(Object.create(null))'],
    ['ends with 1', 'process.exit(1)'],
    ['sets an exit code', 'process.exitCode = 1'],
  ])('where it %s, ends without a stack trace, and not with 1', (name, statement) => {
    const file = `${name.replaceAll(' ', '-')}`;
    write(
      `${file}.js`,
      `export default ({ gradient, stepSize }) => { ${statement}; const delta = gradient.slice(); for (let i = 0; i < delta.length; i++) delta[i] *= -stepSize; return delta; };`,
    );
    stored(`${file}.json`, `${file}.js`);
    const { err, code } = run(['replay', `${file}.json`]);
    expect(err).toMatch(/^(natgrad-check: [^\n]*\n)?$/);
    expect([0, 2]).toContain(code);
  });

  it('ends with 2 where the code ends the process', () => {
    stored('exits.json', 'exits.js');
    const { err, code } = run(['replay', 'exits.json']);
    expect(err).toMatch(/^natgrad-check: ended before the command was over[^\n]*\n$/);
    expect(code).toBe(2);
  });
});

describe('a system that has run out of something', () => {
  it.each([20, 24, 32, 48])('ulimit -n %i: one line, and no verdict', (handles) => {
    for (const args of [
      ['list', 'rules'],
      ['fuzz', 'good.js', '--runs', '2'],
      ['replay', 'rejects.json'],
    ]) {
      const { err, code } = run(args, `ulimit -n ${handles};`);
      if (code === 0) continue;
      expect(err).not.toMatch(/\n\s+at /);
      expect(code).not.toBe(1);
    }
  });

  it('a folder that cannot be read', () => {
    mkdirSync(join(folder, 'locked'), { mode: 0 });
    const { code } = run(['fuzz', 'locked', '--runs', '2']);
    expect(code).toBe(2);
  });
});
