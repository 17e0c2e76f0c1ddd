import { join } from 'node:path';
import { fileLimits, readRegularFile } from '../../regularFile.ts';
import { loadFormats } from '../../report/format.ts';
import type {
  Baseline,
  CodeCoverage,
  Counterexample,
  Environment,
  KillMatrix,
  Report,
  RuleReport,
} from '../../types/report.ts';
import { describeEnvironment, toolVersion } from './environment.ts';
import type { ReportFolder } from './reportFolder.ts';

/** What a run has to report; what it did not run is taken from the report that is there. */
export interface RunResults {
  readonly seed: number;
  readonly startedAt: Date;
  readonly rules?: readonly RuleReport[];
  /** Which cases the rules ran, and what is missing of them. */
  readonly cases?: Environment['cases'];
  readonly incomplete?: string | undefined;
  /** What of the rules' failures an earlier report has. */
  readonly baseline?: Baseline | undefined;
  readonly counterexamples?: Readonly<Record<string, Counterexample>>;
  readonly claims?: Report['claims'];
  readonly experiments?: Report['experiments'];
  readonly killMatrix?: KillMatrix;
  readonly interrupted: string | undefined;
}

/** The report of a run, with the parts of the folder's earlier report that this run has not made. */
export const composeReport = (results: RunResults, folder: ReportFolder): Report => {
  const earlier = folder.earlier();
  const { startedAt, interrupted } = results;
  const { cases, incomplete } = results.rules ? results : (earlier?.environment ?? {});
  const baseline = results.rules ? results.baseline : earlier?.baseline;
  const killMatrix = results.killMatrix ?? earlier?.killMatrix;
  return {
    schemaVersion: 1,
    tool: { name: 'natgrad-check', version: toolVersion() },
    environment: {
      ...describeEnvironment(process.argv.slice(2), startedAt, interrupted),
      ...(cases && { cases }),
      ...(incomplete !== undefined && { incomplete }),
    },
    seed: results.seed,
    durationMs: Date.now() - startedAt.getTime(),
    rules: results.rules ?? earlier?.rules ?? [],
    ...(baseline && { baseline }),
    counterexamples: results.counterexamples ?? earlier?.counterexamples ?? {},
    claims: results.claims ?? earlier?.claims ?? [],
    experiments: results.experiments ?? earlier?.experiments ?? [],
    ...(killMatrix && { killMatrix }),
    codeCoverage: readCoverage(folder.path),
  };
};

/** Writes the report in every format, until something cannot be written. Each is drawn while those before reach the disk. */
export const writeReport = async (report: Report, folder: ReportFolder): Promise<void> => {
  const written: Promise<void>[] = [];
  for (const format of await loadFormats()) {
    if (folder.fault() !== undefined) break;
    written.push(folder.writeMeanwhile(format.file, await format.render(report)));
  }
  await Promise.all(written);
};

/** Loads what writes a report, for a caller who has nothing else to do for now. */
export const prepareReport = async (): Promise<void> => {
  try {
    await Promise.all((await loadFormats()).map((format) => format.prepare?.()));
  } catch {
    // Who writes the report will say so.
  }
};

const field = (value: unknown, name: string): unknown => Reflect.get(Object(value), name);

/** The summary that a test run with coverage left beside the report, where there is one. */
const readCoverage = (folder: string): CodeCoverage | null => {
  let summary: unknown;
  try {
    const path = join(folder, 'coverage', 'coverage-summary.json');
    summary = JSON.parse(readRegularFile(path, { limit: fileLimits.stored }));
  } catch {
    return null;
  }
  const shares = ['lines', 'branches', 'functions', 'statements']
    .map((metric) => field(field(field(summary, 'total'), metric), 'pct'))
    .filter((share) => typeof share === 'number');
  const [lines, branches, functions, statements] = shares;
  if (statements === undefined) return null;
  return { lines: lines!, branches: branches!, functions: functions!, statements };
};
