import { basename, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import { pageCode } from '../../report/show/pageCode.ts';
import { runsPage } from '../../report/show/runsPage.ts';
import { judgeRecording } from '../../trace/judgeRecording.ts';
import { openRecording } from '../../trace/openRecording.ts';
import type { RecordedRun } from '../../types/gallery.ts';

/** Runs that a picture tells apart. */
const mostRuns = 10;

/** The page of recorded runs over each other. @throws SubjectError where a record cannot be read; UsageError of too many */
export const recordedPage = async (typed: readonly string[]): Promise<string> => {
  const paths = [...new Set(typed)];
  if (paths.length > mostRuns) {
    throw new UsageError(`show: at most ${plural(mostRuns, 'run')}, got ${paths.length}`);
  }
  const runs: RecordedRun[] = [];
  for (const path of paths) {
    const { curve } = judgeRecording(openRecording(path, { vectors: 0 }), {});
    runs.push({
      name: nameOf(path, paths),
      stride: curve.stride,
      points: curve.points.map(({ relativeStep: _, lossKind: __, ...point }) => point),
    });
  }
  return runsPage(runs, pageCode());
};

/** Its file or folder, or the whole path where another is called like it. */
const nameOf = (path: string, all: readonly string[]): string => {
  const short = (one: string): string => basename(resolve(one)).replace(/\.jsonl$/, '');
  return all.filter((other) => short(other) === short(path)).length > 1 ? path : short(path);
};
