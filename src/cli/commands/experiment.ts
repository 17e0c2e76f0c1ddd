import { join } from 'node:path';
import { discover } from '../discover.ts';
import { shown } from '../fuzz/unusable.ts';
import type { Experiment } from '../types/experiment.ts';
import type { ExperimentReport } from '../types/report.ts';
import { exitCodes } from './exitCode.ts';
import { openReportFolder } from './reportFolder.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { composeReport, writeReport } from './writeReport.ts';

const isExperiment = (value: unknown): value is Experiment =>
  typeof value === 'object' && value !== null && 'run' in value && 'id' in value && 'title' in value;

const fixedSeed = 1;

/** Runs experiments and adds them to the report. @throws UsageError for an unknown id */
export const experiment = async (
  ids: readonly string[],
  options: { readonly seed?: number; readonly report: string },
  terminal: Terminal,
): Promise<number> => {
  const all = (await discover(new URL('../experiments/', import.meta.url))).filter(isExperiment);
  const known = all.map(({ id }) => id).sort();
  for (const id of ids) {
    if (!known.includes(id.toUpperCase())) {
      throw new UsageError(`experiment: there is no "${id}"; there are ${known.join(', ')}`);
    }
  }
  const chosen = all.filter(({ id }) => ids.length === 0 || ids.some((given) => given.toUpperCase() === id));
  const seed = options.seed ?? fixedSeed;
  const startedAt = new Date();
  const folder = openReportFolder(options.report);
  try {
    const reports = chosen.map((one) => {
      const result = one.run(seed);
      terminal.out(numbersText(result));
      return result;
    });
    const kept = (folder.earlier()?.experiments ?? []).filter(
      ({ id }) => !reports.some((report) => report.id === id),
    );
    const experiments = [...kept, ...reports].sort((a, b) => Number(a.id > b.id) - Number(a.id < b.id));
    await writeReport(
      composeReport({ seed, startedAt, experiments, interrupted: undefined }, folder),
      folder,
    );
  } finally {
    folder.close();
  }
  const fault = folder.fault();
  if (fault !== undefined) throw new UsageError(fault);
  terminal.out(`report: ${shown(join(options.report, 'index.html'))}   seed: ${seed}\n`);
  return exitCodes.verified;
};

const numbersText = ({ id, title, numbers }: ExperimentReport): string => {
  const width = Math.max(...Object.keys(numbers).map((name) => name.length));
  const rows = Object.entries(numbers).map(([name, value]) => {
    const text = typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
    return `  ${name.padEnd(width)}  ${text}\n`;
  });
  return `${id}  ${title}\n${rows.join('')}`;
};
