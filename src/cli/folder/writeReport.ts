import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringifyReport } from '../report/json.ts';
import { renderJUnit } from '../report/junit.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type {
  CodeCoverage,
  Counterexample,
  Environment,
  KillMatrix,
  Report,
  RuleReport,
} from '../types/report.ts';
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
  readonly counterexamples?: Readonly<Record<string, Counterexample>>;
  readonly claims?: Report['claims'];
  readonly experiments?: Report['experiments'];
  readonly killMatrix?: KillMatrix;
  readonly interrupted: string | undefined;
}

/** The report of a run, with the parts of the folder's earlier report that this run says nothing about. */
export const composeReport = (results: RunResults, folder: ReportFolder): Report => {
  const earlier = folder.earlier();
  const { startedAt, interrupted } = results;
  const { cases, incomplete } = results.rules ? results : (earlier?.environment ?? {});
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
    counterexamples: results.counterexamples ?? earlier?.counterexamples ?? {},
    claims: results.claims ?? earlier?.claims ?? [],
    experiments: results.experiments ?? earlier?.experiments ?? [],
    ...(killMatrix && { killMatrix }),
    codeCoverage: readCoverage(folder.path),
  };
};

/** Writes `report.json` and every page that is made from it. */
export const writeReport = async (report: Report, folder: ReportFolder): Promise<void> => {
  folder.write('report.json', stringifyReport(report));
  if (folder.fault() !== undefined) return;
  folder.write('report.md', renderMarkdown(report));
  folder.write('junit.xml', renderJUnit(report));
  const { renderHtml } = await import('../report/html.ts');
  folder.write('index.html', renderHtml(report));
};

const field = (value: unknown, name: string): unknown => Reflect.get(Object(value), name);

/** The summary that a test run with coverage left beside the report, where there is one. */
const readCoverage = (folder: string): CodeCoverage | null => {
  let summary: unknown;
  try {
    summary = JSON.parse(readFileSync(join(folder, 'coverage', 'coverage-summary.json'), 'utf8'));
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
