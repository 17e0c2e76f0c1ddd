import { join } from 'node:path';
import { loadEveryFamily } from '../../catalog/losses.ts';
import { errorText, quotedPath, suggest, UsageError } from '../../errors.ts';
import { galleryRuns, stepsOfEach } from '../../gallery/galleryRuns.ts';
import { lossPicture, type PicturedLoss } from '../../gallery/lossPicture.ts';
import { plural } from '../../numbers.ts';
import { galleryPage } from '../../report/show/galleryPage.ts';
import { galleryPicture } from '../../report/show/galleryPicture.ts';
import { pageCode } from '../../report/show/pageCode.ts';
import { theoremPage } from '../../report/show/theoremPage.ts';
import { open, recognise, runBy } from '../../subject/catalog.ts';
import type { OpenSubject } from '../../subject/subject.ts';
import type { LossFamily } from '../../types/loss.ts';
import { writeAtomically } from '../folder/files.ts';
import { exitCodes } from '../terminal/exit.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The options of `show`, parsed. */
export interface ShowOptions {
  /** Names of losses, separated by commas. */
  readonly loss: string;
  readonly python?: string;
  /** Folder for the page. */
  readonly report: string;
  /** A fixed picture beside it. */
  readonly svg: boolean;
  /** The page of the theorem, of no subject. */
  readonly theorem: boolean;
}

/** η of all runs that are computed beforehand. */
const stepSizes = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];

/** Subjects that a picture tells apart. */
const mostSubjects = 10;

/** Writes the gallery of some rules, or the page of the theorem. Code of subjects runs in this process. */
export const show = async (
  typed: readonly string[],
  options: ShowOptions,
  terminal: Terminal,
): Promise<number> => {
  if (options.theorem) {
    if (typed.length > 0) throw new UsageError('--theorem: is about no rule; name none beside it');
    writeInto(options.report, 'theorem.html', theoremPage(pageCode()));
    terminal.out(`theorem: ${quotedPath(join(options.report, 'theorem.html'))}\n`);
    return exitCodes.verified;
  }
  if (typed.length === 0) {
    throw new UsageError('show: name a rule, such as "natgrad-check show adam lion", or give --theorem');
  }
  const losses = await picturedLosses(options.loss);
  const references = (await Promise.all([...new Set(typed)].map(recognise))).flat();
  if (references.length > mostSubjects) {
    throw new UsageError(`show: at most ${plural(mostSubjects, 'rule')}, got ${references.length}`);
  }
  const opened: (OpenSubject & { readonly spec: string })[] = [];
  try {
    for (const reference of references) {
      opened.push({ ...(await open(runBy(reference, options.python))), spec: reference.spec });
    }
    const starts = losses.reduce((sum, { picture }) => sum + picture.starts.length, 0);
    const gallery = galleryRuns({
      rules: opened,
      losses,
      stepSizes,
      steps: stepsOfEach(starts * opened.length * stepSizes.length),
    });
    writeInto(options.report, 'show.html', galleryPage(gallery, pageCode()));
    if (options.svg) writeInto(options.report, 'show.svg', galleryPicture(gallery));
  } finally {
    for (const subject of opened) subject.close?.();
  }
  for (const name of ['show.html', ...(options.svg ? ['show.svg'] : [])]) {
    terminal.out(`${name.replace(/^.*\./, '')}: ${quotedPath(join(options.report, name))}\n`);
  }
  return exitCodes.verified;
};

/** @throws UsageError where a loss is unknown, named twice or not of two dimensions */
const picturedLosses = async (given: string): Promise<readonly PicturedLoss[]> => {
  const families = await loadEveryFamily();
  const names = given.split(',').map((name) => name.trim());
  return [...new Set(names)].map((name) => pictured(name, families));
};

const pictured = (name: string, families: readonly LossFamily[]): PicturedLoss => {
  const family = families.find((known) => known.name === name);
  if (!family) {
    const known = families.map((other) => other.name);
    throw new UsageError(
      `--loss: there is no loss "${name}"; ${suggest(name, known, 'natgrad-check list losses')}`,
    );
  }
  const found = lossPicture(family);
  if (found) return found;
  throw new UsageError(`--loss: ${name} has no member of two dimensions; a picture needs them`);
};

/** @throws UsageError where the folder cannot be written */
const writeInto = (folder: string, name: string, text: string): void => {
  try {
    writeAtomically(join(folder, name), text);
  } catch (error) {
    throw new UsageError(`--report: ${quotedPath(folder)} cannot be written (${errorText(error)})`);
  }
};
