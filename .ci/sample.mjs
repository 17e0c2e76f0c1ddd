// Rebuilds reports/sample from its rules, or with --check says whether it is what the sources make.
// Times and the environment aside, the report depends on the sources alone.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseReport, stringifyReport } from '../dist/src/report/json.js';
import { sampleForm } from '../dist/src/report/sampleForm.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const sample = join('reports', 'sample');
const fresh = join(mkdtempSync(join(tmpdir(), 'sample-')), 'reports');

/** Runs the command and lets pass the exit code that the sample's wrong rule causes. */
const run = (...args) => {
  try {
    execFileSync(process.execPath, [join('dist', 'src', 'cli', 'main.js'), ...args, '--report', fresh], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch (error) {
    if (error.status !== 1) throw error;
  }
};

const read = (folder) => parseReport(readFileSync(join(folder, 'report.json'), 'utf8'));
const formOf = (folder) => stringifyReport(sampleForm(read(folder))).replaceAll(fresh, sample);

try {
  run('experiment', 'E1', 'E5', '--seed', '1');
  run('fuzz', join(sample, 'rules'), '--runs', '200', '--seed', '1');
  if (process.argv.includes('--check')) {
    if (formOf(fresh) !== formOf(join(root, sample))) {
      process.stderr.write('reports/sample is stale: run "npm run sample" and commit what it writes\n');
      process.exitCode = 1;
    } else process.stdout.write('reports/sample is up to date\n');
  } else {
    for (const name of readdirSync(join(root, sample))) {
      if (name !== 'rules') rmSync(join(root, sample, name), { recursive: true });
    }
    cpSync(fresh, join(root, sample), { recursive: true });
    process.stdout.write('reports/sample rebuilt\n');
  }
} finally {
  rmSync(join(fresh, '..'), { recursive: true, force: true });
}
