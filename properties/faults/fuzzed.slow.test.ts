import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { moduleNames } from '../../src/discover.ts';
import { ruleFault } from '../../src/subject/ruleShape.ts';
import { freshEntry } from './rules.ts';

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const fileOf = (name: string): string => fileURLToPath(new URL(`./rules/${name}.ts`, import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'faults-'));
afterAll(() => rmSync(reports, { recursive: true, force: true }));

/** The compiled command, as a user runs it on seeded faults. */
const fuzz = (names: readonly string[], ...options: readonly string[]) =>
  spawnSync(
    process.execPath,
    [command, 'fuzz', ...names.map(fileOf), '--seed', '5', '--workers', '1', '--report', reports, ...options],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );

const names = moduleNames(new URL('./rules/', import.meta.url));
const entries = await Promise.all(names.map(freshEntry));
const alone = entries.filter(({ against }) => against === undefined).map(({ name }) => name);
const compared = entries.find(({ name }) => name === 'nesterov-as-heavy-ball')!;

describe('natgrad-check fuzz properties/faults/rules/….ts', () => {
  it.each(entries)('takes $name for a rule, with the name of its file', (entry) => {
    expect(ruleFault(entry)).toBeUndefined();
  });

  it('refutes some of them by default, and names each', () => {
    const some = alone.filter((_, i) => i % 31 === 5);
    const { status, stdout, stderr } = fuzz(some, '--runs', '20');
    expect(stderr).toBe('');
    expect(status).toBe(1);
    for (const name of some) expect(stdout).toContain(`✗ ${name}`);
  });

  it('refutes one that only agreement can tell from a right rule, where that one is named', () => {
    const { status, stdout } = fuzz([compared.name], '--runs', '10', '--against', compared.against!);
    expect(status).toBe(1);
    expect(stdout).toContain(`✗ ${compared.name}`);
  });
});
