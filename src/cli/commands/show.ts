import { join } from 'node:path';
import { inParallel } from '../../campaign/inParallel.ts';
import { loadEveryFamily } from '../../catalog/losses.ts';
import { errorText, isThrown, quotedPath, SubjectError, suggest, UsageError } from '../../errors.ts';
import { galleryOf, lossRuns, stepsOfEach } from '../../gallery/galleryRuns.ts';
import { drawnStarts, lossPicture, type PicturedLoss } from '../../gallery/lossPicture.ts';
import { answered } from '../../host/answered.ts';
import { openHost } from '../../host/host.ts';
import { limitsOf } from '../../host/limits.ts';
import { plural } from '../../numbers.ts';
import { galleryPage } from '../../report/show/galleryPage.ts';
import { galleryPicture } from '../../report/show/galleryPicture.ts';
import { pageCode } from '../../report/show/pageCode.ts';
import { theoremPage } from '../../report/show/theoremPage.ts';
import { open, recognise, runBy } from '../../subject/catalog.ts';
import type { SubjectReference } from '../../subject/subject.ts';
import { isModulePath } from '../../subject/userModule.ts';
import { isRecording } from '../../trace/openRecording.ts';
import type { LossRuns, ShowAsk } from '../../types/gallery.ts';
import type { LossFamily } from '../../types/loss.ts';
import { writeAtomically } from '../folder/files.ts';
import { exitCodes } from '../terminal/exit.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';
import { recordedPage } from './showRuns.ts';

/** The options of `show`, parsed. */
export interface ShowOptions {
  /** Names of losses and files, separated by commas. */
  readonly loss: string;
  readonly python?: string;
  /** Milliseconds for one step of a rule. */
  readonly timeout: number;
  /** Folder for the page. */
  readonly report: string;
  /** A fixed picture beside it. */
  readonly svg: boolean;
  /** The page of the theorem, of no subject. */
  readonly theorem: boolean;
}

/** η of all runs that are computed beforehand. */
const stepSizes = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];

/** Subjects that run at once. */
const lanes = 2;

/** Subjects that a picture tells apart. */
const mostSubjects = 10;

/** Writes the gallery of some rules, or the page of the theorem. Code of users runs in processes that can be ended. */
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
    throw new UsageError(
      'show: name a rule, such as "natgrad-check show adam lion", or a recorded run, or give --theorem',
    );
  }
  const records = typed.filter(isRecording);
  if (records.length > 0) {
    if (records.length < typed.length) {
      throw new UsageError('show: recorded runs and rules go on pages of their own; name either');
    }
    if (options.svg) throw new UsageError('--svg: is of rules; each figure of a run is saved from its page');
    writeInto(options.report, 'runs.html', await recordedPage(typed));
    terminal.out(`html: ${quotedPath(join(options.report, 'runs.html'))}\n`);
    return exitCodes.verified;
  }
  const losses = await askedLosses(options.loss);
  const references = (await Promise.all([...new Set(typed)].map(recognise))).flat();
  if (references.length > mostSubjects) {
    throw new UsageError(`show: at most ${plural(mostSubjects, 'rule')}, got ${references.length}`);
  }
  const starts = losses.reduce(
    (sum, { pictured }) => sum + (pictured?.picture.starts.length ?? drawnStarts),
    0,
  );
  const demand = { stepSizes, steps: stepsOfEach(starts * references.length * stepSizes.length) };
  const found: (ShownSubject | string)[] = [];
  const setting = { losses, demand, options };
  await inParallel(lanes, references.entries(), async ([i, reference]) => {
    found[i] = await subjectRuns(reference, setting);
  });
  const faults = new Set(found.filter((one) => typeof one === 'string'));
  for (const line of faults) complain(terminal, line);
  const subjects = found.filter((one) => typeof one !== 'string');
  if (subjects.length === 0) return exitCodes.usage;
  const gallery = galleryOf(subjects, demand);
  writeInto(options.report, 'show.html', galleryPage(gallery, pageCode()));
  if (options.svg) writeInto(options.report, 'show.svg', galleryPicture(gallery));
  for (const name of ['show.html', ...(options.svg ? ['show.svg'] : [])]) {
    terminal.out(`${name.replace(/^.*\./, '')}: ${quotedPath(join(options.report, name))}\n`);
  }
  return faults.size > 0 ? exitCodes.usage : exitCodes.verified;
};

/** A loss that was asked for: one of these, or a file. */
interface AskedLoss {
  readonly name: string;
  readonly pictured?: PicturedLoss;
}

interface ShownSubject {
  readonly name: string;
  readonly spec: string;
  readonly losses: readonly LossRuns[];
}

interface Setting {
  readonly losses: readonly AskedLoss[];
  readonly demand: Pick<ShowAsk, 'stepSizes' | 'steps'>;
  readonly options: ShowOptions;
}

/** Everything of one subject, or why it cannot be shown, in one line. */
const subjectRuns = async (reference: SubjectReference, setting: Setting): Promise<ShownSubject | string> => {
  try {
    const isOurs = reference.kind === 'built-in' && setting.losses.every(({ pictured }) => pictured);
    return isOurs ? await ownRuns(reference, setting) : await isolatedRuns(reference, setting);
  } catch (error) {
    if (isThrown(error, SubjectError)) return error.message;
    throw error;
  }
};

/** Of a rule and losses of this program, whose code is trusted. */
const ownRuns = async (reference: SubjectReference, { losses, demand }: Setting): Promise<ShownSubject> => {
  const { rule } = await open(reference);
  return {
    name: rule.name,
    spec: reference.spec,
    losses: losses.flatMap(({ pictured }) => (pictured ? [lossRuns(rule, pictured, demand)] : [])),
  };
};

const isolatedRuns = async (
  reference: SubjectReference,
  { losses, demand, options: { python, timeout } }: Setting,
): Promise<ShownSubject> => {
  const rule = runBy(reference, python);
  const executor = openHost(limitsOf(timeout)).open(1);
  const { spec } = reference;
  try {
    const shown: LossRuns[] = [];
    let name = '';
    for (const loss of losses) {
      const file = loss.pictured ? {} : { lossFile: loss.name, ...(python !== undefined && { python }) };
      const load = { rule, options: { seed: 1, runs: 1 }, ...file };
      ({ name } = answered(await executor.load(load), spec, 'while it was loaded'));
      const asked = { ...demand, ...(loss.pictured && { loss: loss.name }) };
      shown.push(answered(await executor.ask('show', asked), spec, `on ${loss.name}`));
    }
    return { name, spec, losses: shown };
  } finally {
    await executor.close();
  }
};

/** @throws UsageError where a loss is unknown, or not of two dimensions */
const askedLosses = async (given: string): Promise<readonly AskedLoss[]> => {
  const families = await loadEveryFamily();
  const names = given.split(',').map((name) => name.trim());
  return [...new Set(names)].map((name) =>
    isModulePath(name) || name.endsWith('.py') ? { name } : { name, pictured: pictured(name, families) },
  );
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
