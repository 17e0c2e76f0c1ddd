import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { parseReport, stringifyReport } from '../../src/report/json.ts';
import type { Ended } from './runCommand.ts';

export const sample = fileURLToPath(new URL('../../reports/sample/report.json', import.meta.url));
const home = process.cwd();
export const root = mkdtempSync(join(tmpdir(), 'hostile-'));
/** The working folder; what lies beside it is elsewhere. */
export const folder = join(root, 'work');

export const report = parseReport(readFileSync(sample, 'utf8'));
export const path = 'counterexamples/almost-adam/small-step-uphill.json';
export const counterexample = report.counterexamples[path]!;

/** A stored case of a built-in rule, changed in some fields. */
export const stored = (change: Record<string, unknown>, minimal: Record<string, unknown> = {}): string =>
  stringifyReport({
    ...counterexample,
    rule: { name: 'gradient-descent', file: null },
    before: undefined,
    ...change,
    minimal: { ...counterexample.minimal, ...minimal },
  });

export const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

/** Control characters that steer a terminal, marks that reorder text, and more than one line. */
export const expectOneLine = ({ err }: Ended): void => {
  expect(err).toMatch(/^natgrad-check: [^\p{Cc}\p{Cf}\u2028\u2029]*\n$/u);
  expect(err.length).toBeLessThan(2100);
};

/** Makes the working folder of a test file, with all that is hostile in it, and leaves it in the end. */
export const workInHostileFolder = (): void => {
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    process.chdir(folder);
    execFileSync('mkfifo', ['pipe', 'pipe.js', 'pipe.json']);
    write('gd.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);');
    write('throws-symbol.js', 'throw Symbol("s");');
    write('throws-nothing.js', 'throw Object.create(null);');
    write(
      'throws-proxy-beside.js',
      'throw new Proxy({}, { getPrototypeOf() { throw 1 }, get() { throw 2 } });\nexport default () => [];',
    );
    write('throws-proxy.js', 'throw new Proxy({}, { getPrototypeOf() { throw 1 }, get() { throw 2 } });');
    write(
      'throws-ansi.js',
      'throw new Error("\\u001b[31mred\\u001b[2J \\u202eevil\\n at x:1:1\\n".repeat(9999));',
    );
    write('throws-code.js', 'throw Object.defineProperty(new Error("x"), "code", { get() { throw 1 } });');
    write('getter.js', 'export default { get update() { throw Object.create(null) } };');
    write('not-a-rule.js', 'export default Object.create(null);');
    write(
      'loss-getter.js',
      'export default { dimension: 1, get value() { throw Symbol("v") }, gradient: () => [0] };',
    );
    write(
      'loss-throws.js',
      'export default { dimension: 1, value: () => { throw Object.create(null) }, gradient: () => [0] };',
    );
    mkdirSync('folder');
    mkdirSync('folder.js');
    mkdirSync('pipes');
    execFileSync('mkfifo', [join('pipes', 'report.json')]);
    for (const [name, target] of [
      ['zero.js', '/dev/zero'],
      ['zero.json', '/dev/zero'],
      ['loop.js', join(folder, 'loop.js')],
    ] as const)
      symlinkSync(target, name);
    mkdirSync('linked');
    symlinkSync(sample, join('linked', 'report.json'));
    mkdirSync('zeros');
    symlinkSync('/dev/zero', join('zeros', 'report.json'));
    mkdirSync('foldered');
    mkdirSync(join('foldered', 'report.json'));
    writeFileSync(join(root, 'outside.js'), 'globalThis.outsideRan = true; export default () => [];');
    symlinkSync(join(root, 'outside.js'), 'link-out.js');
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(root, { recursive: true, force: true });
  });
};
