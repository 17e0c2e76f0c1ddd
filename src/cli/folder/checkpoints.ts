import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignState, Resume } from '../../campaign/state.ts';
import { errorText, quotedPath, UsageError } from '../../errors.ts';
import { decode, encode } from '../../host/codec.ts';
import { stateShape } from '../../host/replyShape.ts';
import { fileLimits, readRegularFile } from '../../regularFile.ts';
import { conforms } from '../../report/shape.ts';
import type { Shape, TypeOf } from '../../types/shape.ts';
import { writeAtomically } from './files.ts';

/** How far the campaigns of a run have come, kept in the folder of its report. */
export interface Checkpoints {
  /** Milliseconds that earlier processes have spent on the run. */
  readonly spent: number;
  /** Of the subject at this place of the run. */
  of(index: number): Resume;
  /** Once the run is over. */
  remove(): void;
}

/** Milliseconds between two states that are written, at least; and how many times as long as writing one took. */
const pause = { least: 1000, times: 20 } as const;

const runShape = { key: 'text', seed: 'count' } as const;
const fileShape = { spent: 'double', state: stateShape } as const;

const folderIn = (report: string): string => join(report, '.resume');

/** The seed of the run that a report folder has checkpoints of, where it has. @throws UsageError where they cannot be read */
export const resumedSeed = (report: string): number | undefined =>
  read(join(folderIn(report), 'run.json'), runShape)?.seed;

/**
 * Opens the checkpoints of a run, which are its own: of its subjects, options and cases.
 *
 * @param key what the run depends on
 * @param tell called with one line where a state cannot be written, which costs what is run from then on
 * @throws UsageError where those that are there are of another run, or cannot be read
 */
export const openCheckpoints = (
  report: string,
  { key, seed }: TypeOf<typeof runShape>,
  tell: (line: string) => void,
): Checkpoints => {
  const folder = folderIn(report);
  const run = read(join(folder, 'run.json'), runShape);
  if (run && run.key !== key)
    throw new UsageError(
      `--resume: ${quotedPath(folder)} is of a run of other rules, options or version; remove it, or name another folder with --report`,
    );
  if (!run) writeAtomically(join(folder, 'run.json'), encode({ key, seed }));
  const names = readdirSync(folder).filter((name) => /^\d+\.json$/.test(name));
  const files = new Map(names.map((name) => [name, read(join(folder, name), fileShape)]));
  return {
    spent: [...files.values()].reduce((sum, file) => sum + (file?.spent ?? 0), 0),
    of: (index) => {
      const name = `${index}.json`;
      const earlier = files.get(name);
      const begun = performance.now();
      let next = 0;
      return {
        state: earlier?.state,
        save: (state: () => CampaignState) => {
          const now = performance.now();
          if (now < next) return;
          const spent = (earlier?.spent ?? 0) + now - begun;
          try {
            writeAtomically(join(folder, name), encode({ spent, state: state() }));
          } catch (error) {
            next = Number.POSITIVE_INFINITY;
            tell(`--resume: how far it has come cannot be kept (${errorText(error)})`);
            return;
          }
          const ended = performance.now();
          next = ended + Math.max(pause.least, pause.times * (ended - now));
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const read = <S extends Shape>(path: string, shape: S): TypeOf<S> | undefined => {
  if (!existsSync(path)) return undefined;
  try {
    const value = decode(readRegularFile(path, { limit: fileLimits.stored }));
    if (conforms(shape, value)) return value;
    throw new TypeError('it has another form');
  } catch (error) {
    throw new UsageError(
      `--resume: ${quotedPath(path)}: is no checkpoint that can be read (${errorText(error)}); remove it`,
    );
  }
};
