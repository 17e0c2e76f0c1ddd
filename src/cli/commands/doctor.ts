import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, freemem, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../../errors.ts';
import { workersThatFit } from '../../host/resources.ts';
import { plural } from '../../numbers.ts';
import { usualPython } from '../../subject/python.ts';
import { describeEnvironment, toolVersion } from '../folder/environment.ts';
import { exitCodes } from '../terminal/exit.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What was found of one thing that a run uses; `lacks` where a run cannot do without it. */
interface Finding {
  readonly what: string;
  readonly text: string;
  readonly mark: '✓' | '–' | '✗';
}

const found = (what: string, text: string): Finding => ({ what, text, mark: '✓' });
const absent = (what: string, text: string): Finding => ({ what, text, mark: '–' });
const lacks = (what: string, text: string): Finding => ({ what, text, mark: '✗' });

/** Whether a version is from this one on. */
export const isFrom = (version: string, least: readonly number[]): boolean => {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  const at = least.findIndex((value, i) => (parts[i] ?? 0) !== value);
  return at < 0 || (parts[at] ?? 0) > least[at]!;
};

const nodeFinding = (version: string): Finding =>
  isFrom(version, [20, 19])
    ? found('Node.js', version)
    : lacks('Node.js', `${version}; 20.19 or later is needed`);

/** A folder for what runs write besides their report. */
const temporaryFindings = (folder: string): readonly Finding[] => {
  try {
    const own = mkdtempSync(join(folder, 'natgrad-doctor-'));
    try {
      writeFileSync(join(own, 'file'), '');
      const { status } = spawnSync('mkfifo', [join(own, 'fifo')]);
      return [
        found('temporary folder', folder),
        status === 0
          ? found('named pipes', 'can be made there')
          : absent('named pipes', 'cannot be made there; optimizers in other languages may need them'),
      ];
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  } catch (error) {
    return [lacks('temporary folder', `${folder} cannot be written (${errorText(error)}); set TMPDIR`)];
  }
};

const pythonScript = `import sys
print(sys.version.split()[0])
try:
    import torch
    print(torch.__version__)
except ImportError:
    pass`;

/** Python, and torch in it: only optimizers in Python need them. */
export const pythonFindings = (python: string): readonly Finding[] => {
  const { status, stdout } = spawnSync(python, ['-c', pythonScript], { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) return [absent('Python', `${python} does not run; only optimizers in Python need it`)];
  const [version = '', torch = ''] = stdout.split('\n');
  return [
    found('Python', `${version} (${python})`),
    torch === ''
      ? absent('torch', 'is not installed there; only optimizers of torch need it')
      : found('torch', torch),
  ];
};

const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** Says what a run finds on this machine. @returns 2 where a run cannot do without something that is not there */
export const doctor = (
  terminal: Terminal,
  machine: { readonly node: string; readonly temporary: string; readonly python: string } = {
    node: process.version,
    temporary: tmpdir(),
    python: usualPython(process.env),
  },
): number => {
  const { platform, versions } = describeEnvironment([], new Date(), undefined);
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const findings = [
    found('natgrad-check', toolVersion()),
    nodeFinding(machine.node),
    found('platform', `${platform}, ${availableParallelism()} cores`),
    found(
      'memory',
      `${gibibytes(freemem())} of ${gibibytes(totalmem())} free, room for ${plural(workersThatFit(), 'worker')}`,
    ),
    ...temporaryFindings(machine.temporary),
    ...pythonFindings(machine.python),
    found('packages', packages.join(', ')),
  ];
  for (const { what, text, mark } of findings)
    terminal.out(`${mark} ${what.padEnd(17)} ${printable(text, 200)}\n`);
  const isFit = findings.every(({ mark }) => mark !== '✗');
  terminal.out(isFit ? 'natgrad-check can run here\n' : 'natgrad-check cannot run here: see ✗\n');
  return isFit ? exitCodes.verified : exitCodes.usage;
};
