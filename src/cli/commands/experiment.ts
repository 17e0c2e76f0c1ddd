import { join } from 'node:path';
import pc from 'picocolors';
import { loadExperiments } from '../../catalog/experiments.ts';
import { quotedPath, UsageError } from '../../errors.ts';
import { loadSections, noParts, terminalLines } from '../../report/section.ts';
import { openReportFolder } from '../folder/reportFolder.ts';
import { composeReport, writeReport } from '../folder/writeReport.ts';
import { exitCodes } from '../terminal/exit.ts';
import { fold, textWidth } from '../terminal/fold.ts';
import { openProgress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

const fixedSeed = 1;

/** Runs experiments and adds them to the report. @throws UsageError for an unknown id */
export const experiment = async (
  ids: readonly string[],
  options: { readonly seed?: number; readonly report: string },
  terminal: Terminal,
): Promise<number> => {
  const all = await loadExperiments();
  const known = all.map(({ id }) => id);
  for (const id of ids) {
    if (!known.includes(id.toUpperCase())) {
      throw new UsageError(`experiment: there is no "${id}"; there are ${known.join(', ')}`);
    }
  }
  const chosen = all.filter(({ id }) => ids.length === 0 || ids.some((given) => given.toUpperCase() === id));
  const seed = options.seed ?? fixedSeed;
  const startedAt = new Date();
  const sections = await loadSections();
  const screen = { width: terminal.width, color: pc.isColorSupported };
  const width = textWidth(terminal.width);
  const folder = openReportFolder(options.report);
  const progress = openProgress(false, process.stderr, '%');
  try {
    const reports = chosen.map((one, done) => {
      const draw = (share: number): void =>
        progress.update(one.id, Math.round((100 * (done + share)) / chosen.length), 100);
      draw(0);
      const result = one.run(seed, draw);
      progress.clear();
      for (const line of terminalLines(sections, { ...noParts, experiments: [result] }, screen))
        terminal.out(`${line.length <= width ? line : `  ${fold(line.trim(), width - 2, '    ')}`}\n`);
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
  terminal.out(`report: ${quotedPath(join(options.report, 'index.html'))}   seed: ${seed}\n`);
  return exitCodes.verified;
};
