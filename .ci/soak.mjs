// No false red: fuzzes every built-in rule with ten seeds, and fails unless the checks that a verdict rests on (the
// required ones and the claimed laws) have 10⁶ cases in all, none is refuted, and under 0.5 % of those cases are
// inconclusive. Rules that are not verified, for want of cases, are named. Laws that no rule claims are measured beside them, and counted on their own: a rule
// that does not obey one may not be able to tell. Options are those of "fuzz".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseReport } from '../dist/src/report/json.js';

const command = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
const casesWanted = 1_000_000;
const inconclusiveAllowed = 0.005;

const scratch = mkdtempSync(join(tmpdir(), 'soak-'));

/** What the required checks of every rule came to with one seed. */
const soak = (seed) => {
  // A folder for each seed: what one has stored would be tried again with the next.
  const folder = join(scratch, String(seed));
  const options = ['--runs', '250', '--quiet', ...process.argv.slice(2)];
  const { status } = spawnSync(
    process.execPath,
    [command, 'fuzz', ...options, '--seed', String(seed), '--report', folder],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status === null || status === 2 || status === 130) throw new Error(`soak: fuzz ended with ${status}`);
  const { rules } = parseReport(readFileSync(join(folder, 'report.json'), 'utf8'));
  const checks = rules.flatMap((rule) => rule.checks.map((check) => ({ ...check, rule: rule.name })));
  const required = checks.filter((check) => check.required);
  const sum = (rows, field) => rows.reduce((total, row) => total + row[field], 0);
  return {
    cases: sum(required, 'cases'),
    inconclusive: sum(required, 'inconclusive'),
    measured: sum(checks, 'cases') - sum(required, 'cases'),
    undecided: sum(checks, 'inconclusive') - sum(required, 'inconclusive'),
    refuted: required
      .filter(({ verdict }) => verdict === 'falsified')
      .map(({ rule, id }) => `${rule}: ${id}`),
    unverified: rules
      .filter(({ verdict }) => verdict !== 'verified')
      .map(({ name, verdict }) => `${name} ${verdict}`),
  };
};

const share = (part, whole) => `${((100 * part) / whole).toFixed(3)} % inconclusive`;

const line = (name, { cases, inconclusive, measured, undecided, refuted, unverified }) =>
  [
    name.padEnd(8),
    `${cases.toLocaleString('en').padStart(9)} cases`,
    `${refuted.length} refuted`,
    share(inconclusive, cases),
    unverified.length === 0 ? 'every rule verified' : `${unverified.length} not verified`,
    `(unclaimed laws: ${measured.toLocaleString('en')} cases, ${share(undecided, measured)})`,
  ].join('  ');

try {
  const results = seeds.map((seed) => {
    const result = soak(seed);
    process.stdout.write(`${line(`seed ${seed}`, result)}\n`);
    for (const found of [...result.refuted, ...result.unverified]) process.stdout.write(`  ${found}\n`);
    return result;
  });
  const total = results.reduce((all, one) => ({
    cases: all.cases + one.cases,
    inconclusive: all.inconclusive + one.inconclusive,
    measured: all.measured + one.measured,
    undecided: all.undecided + one.undecided,
    refuted: [...all.refuted, ...one.refuted],
    unverified: [...all.unverified, ...one.unverified],
  }));
  process.stdout.write(`${line('in all', total)}\n`);
  const met =
    total.cases >= casesWanted &&
    total.refuted.length === 0 &&
    total.inconclusive < inconclusiveAllowed * total.cases;
  process.exitCode = met ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
