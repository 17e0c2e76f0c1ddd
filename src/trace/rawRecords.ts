import { closeSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, isThrown, SubjectError } from '../errors.ts';
import { coarser } from '../linalg/precision.ts';
import { fileLimits, openRegularFile, readRegularFile } from '../regularFile.ts';
import type { Precision } from '../types/rule.ts';
import { blockBuffer, type OpenArray, readBlock } from './blocks.ts';
import { isFields, numberOf } from './fields.ts';
import { npyArray } from './npy.ts';
import { demandSizes, mostKept } from './runLog.ts';
import { safetensorsHead } from './safetensors.ts';
import {
  type CrossSums,
  type LoggedStep,
  type Recording,
  type StepVectors,
  type TensorSums,
  unfit,
} from './step.ts';
import { addBlock, emptySums, tensorSums } from './sums.ts';
import { blockLength, type SumsKernel, sumsKernel } from './sumsKernel.ts';

/** Parameters of a record that is kept in memory for a closer look. */
const smallRecord = 2 ** 16;

/** One tensor of a record: what it was, the gradient there, and what was added to it. */
interface RecordedTensor {
  readonly name: string;
  readonly theta: OpenArray;
  readonly gradient: OpenArray;
  readonly delta: OpenArray;
}

interface OpenRecord {
  readonly tensors: readonly RecordedTensor[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly close: () => void;
}

/** How many numbers a look at raw records may keep, and whether large ones are compared with each other. */
export interface Closeness {
  /** Parameters of a step whose vectors are kept; 2¹⁶ by default. */
  readonly vectors?: number;
  /** Steps that are read together for one metric, where the vectors are not kept. */
  readonly together?: number;
}

/**
 * A folder of raw records, a safetensors file a step or a folder of `.npy` files a step, in the order of the numbers in their
 * names. Blocks of 2¹⁵ numbers are read one after another: memory depends neither on the number of steps nor on that of
 * parameters.
 *
 * @throws SubjectError where there is none
 */
export const openRawRecords = (
  path: string,
  { vectors = smallRecord, together = 0 }: Closeness,
): Recording => {
  const entries = readdirSync(path, { withFileTypes: true });
  const files = entries.filter((entry) => entry.name.endsWith('.safetensors')).map(({ name }) => name);
  const folders = entries
    .filter((entry) => entry.isDirectory() && /^\d+$/.test(entry.name))
    .map(({ name }) => name);
  if (files.length > 0 && folders.length > 0) {
    throw unfit(path, 'it holds safetensors files and numbered folders: of more than one run');
  }
  const names = (files.length > 0 ? files : folders).sort((a, b) => stepOfName(a) - stepOfName(b));
  if (names.length === 0) {
    throw unfit(
      path,
      'it holds no record: no run.jsonl, no safetensors file a step, no numbered folder of .npy files',
    );
  }
  const openOne = (name: string): OpenRecord | undefined =>
    files.length > 0 ? openSafetensors(join(path, name)) : openNpyFolder(join(path, name));
  const notes: string[] = [];
  const first = openOne(names[0]!);
  if (first === undefined) throw unfit(join(path, names[0]!), 'it is cut off, and no record comes before it');
  const precision = precisionOf(first.tensors);
  const count = first.tensors.reduce((sum, { gradient }) => sum + gradient.count, 0);
  const fullBatch = first.metadata.batch === 'full';
  first.close();
  const isSmall = count <= vectors;
  const run: RawRun = { path, names, openOne, notes, isSmall, together };
  return {
    kind: 'raw records',
    path,
    precision,
    rounded: true,
    every: undefined,
    fullBatch,
    kept: isSmall ? mostKept : Math.min(together, mostKept),
    notes,
    steps: () => stepsOf(run),
  };
};

interface RawRun {
  readonly path: string;
  readonly names: readonly string[];
  readonly openOne: (name: string) => OpenRecord | undefined;
  readonly notes: string[];
  readonly isSmall: boolean;
  readonly together: number;
}

const stepOfName = (name: string): number => Number(/(\d+)(?!.*\d)/.exec(name)?.[1] ?? 0);

const precisionOf = (tensors: readonly RecordedTensor[]): Precision =>
  tensors
    .flatMap(({ theta, gradient, delta }) => [theta.precision, gradient.precision, delta.precision])
    .reduce((one, other) => coarser(one, other), 'float64');

function* stepsOf({ path, names, openOne, notes, isSmall, together }: RawRun): Generator<LoggedStep> {
  const kernel = sumsKernel();
  const sizes = new Map<string, number>();
  const earlier: { readonly name: string; readonly stepSize: number }[] = [];
  let before: number | undefined;
  for (const [i, name] of names.entries()) {
    const place = join(path, name);
    const here = (says: string): SubjectError => unfit(place, says);
    const record = openOne(name);
    if (record === undefined) {
      if (i < names.length - 1) throw here('it is cut off, and others follow it');
      notes.push(`${name}, the last record, is cut off: everything before it is used`);
      return;
    }
    try {
      const { metadata } = record;
      const step = numberIn(metadata.step) ?? stepOfName(name);
      if (before !== undefined && !(step > before)) {
        throw here(`its step ${step} follows step ${before}: steps out of order, or of more than one run`);
      }
      before = step;
      const vectors = isSmall ? vectorsOf(record.tensors, kernel.blocks[0]) : undefined;
      const tensors = new Map<string, TensorSums>();
      for (const tensor of record.tensors) tensors.set(tensor.name, sumsOf(tensor, kernel));
      const stepSizes = [numberIn(metadata.lr) ?? []].flat();
      const logged: LoggedStep = {
        step,
        loss: numberIn(metadata.loss),
        lossAfter: numberIn(metadata.after),
        stepSizes,
        tensors,
        cross: together > 0 && !isSmall ? crossOf(record, earlier, openOne, stepSizes[0] ?? 1) : undefined,
        vectors,
      };
      demandSizes(logged, sizes, here);
      earlier.push({ name, stepSize: stepSizes[0] ?? 1 });
      if (earlier.length >= together) earlier.shift();
      yield logged;
    } catch (error) {
      throw isThrown(error, SubjectError) ? error : here(errorText(error));
    } finally {
      record.close();
    }
  }
}

/** Metadata of safetensors are texts. */
const numberIn = (value: unknown): number | undefined => {
  if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value);
  return numberOf(value);
};

/** One tensor, block by block: doubles in a loop, and all others as singles by the kernel. */
const sumsOf = ({ theta, gradient, delta }: RecordedTensor, { blocks, sums }: SumsKernel): TensorSums => {
  const { count } = gradient;
  const total = emptySums();
  const hasDoubles = [theta, gradient, delta].some(({ precision }) => precision === 'float64');
  for (let from = 0; from < count; from += blockLength) {
    const block = {
      theta: readBlock(theta, from, blocks[0]),
      gradient: readBlock(gradient, from, blocks[1]),
      delta: readBlock(delta, from, blocks[2]),
    };
    if (hasDoubles) addBlock(total, block, block.gradient.length);
    else sums(block.gradient.length, total);
  }
  return tensorSums(count, total);
};

/** θ, ∇L and Δ of all tensors, one after another. */
const vectorsOf = (tensors: readonly RecordedTensor[], buffer: Buffer): StepVectors => {
  const total = tensors.reduce((sum, { gradient }) => sum + gradient.count, 0);
  const whole = (part: 'theta' | 'gradient' | 'delta'): Float64Array => {
    const into = new Float64Array(total);
    let at = 0;
    for (const tensor of tensors) {
      const array = tensor[part];
      for (let from = 0; from < array.count; from += blockLength) {
        const block = readBlock(array, from, buffer);
        into.set(block, at);
        at += block.length;
      }
    }
    return into;
  };
  return { theta: whole('theta'), gradient: whole('gradient'), delta: whole('delta') };
};

/** The products of this record with those before it, the same block of all of them after one another. */
const crossOf = (
  record: OpenRecord,
  earlier: readonly { readonly name: string; readonly stepSize: number }[],
  openOne: (name: string) => OpenRecord | undefined,
  stepSize: number,
): CrossSums => {
  const [ofOne, ofOther] = [blockBuffer(), blockBuffer()];
  const product = (
    one: OpenRecord,
    part: 'theta' | 'gradient' | 'delta',
    other: OpenRecord,
    of: typeof part,
  ) => {
    let sum = 0;
    for (const tensor of one.tensors) {
      const [a, b] = [tensor[part], other.tensors.find(({ name }) => name === tensor.name)?.[of]];
      if (b === undefined || a.count !== b.count) return Number.NaN;
      for (let from = 0; from < a.count; from += blockLength) {
        const [x, z] = [readBlock(a, from, ofOne), readBlock(b, from, ofOther)];
        for (let i = 0; i < x.length; i++) sum += x[i]! * z[i]!;
      }
    }
    return sum;
  };
  const [gy, yg]: [number[], number[]] = [[], []];
  for (const { name, stepSize: before } of earlier) {
    const other = openOne(name);
    if (other === undefined) throw new Error(`${name} is gone`);
    try {
      gy.push(-product(other, 'delta', record, 'gradient') / before);
      yg.push(-product(record, 'delta', other, 'gradient') / stepSize);
    } finally {
      other.close();
    }
  }
  return {
    gg: product(record, 'delta', record, 'delta') / stepSize ** 2,
    yy: product(record, 'gradient', record, 'gradient'),
    pp: product(record, 'theta', record, 'theta') / stepSize ** 2,
    own: -product(record, 'delta', record, 'gradient') / stepSize,
    gy,
    yg,
  };
};

const openSafetensors = (path: string): OpenRecord | undefined => {
  const opened = openRecordFile(path);
  let keep = false;
  try {
    const head = safetensorsHead(path, opened.file, opened.size);
    if (head === undefined || head.end > opened.size) return undefined;
    const array = (name: string): OpenArray | undefined => {
      const found = head.arrays.get(name);
      return found && { ...found, file: opened.file };
    };
    const tensors = tensorsOf(path, [...head.arrays.keys()], array);
    keep = true;
    return { tensors, metadata: head.metadata, close: opened.close };
  } finally {
    if (!keep) opened.close();
  }
};

/** @throws SubjectError where it cannot be opened */
export const openRecordFile = (path: string): ReturnType<typeof openRegularFile> => {
  try {
    return openRegularFile(path);
  } catch (error) {
    throw unfit(path, errorText(error));
  }
};

/** The tensors of a record, by their names. @throws SubjectError where one lacks a part, or parts do not fit */
const tensorsOf = (
  path: string,
  names: readonly string[],
  array: (name: string) => OpenArray | undefined,
): readonly RecordedTensor[] => {
  const tensors = names
    .filter((name) => name.startsWith('grad.'))
    .map((full): RecordedTensor => {
      const name = full.slice('grad.'.length);
      const [theta, gradient, delta] = [array(`param.${name}`), array(full), array(`update.${name}`)];
      if (!theta || !gradient || !delta)
        throw unfit(path, `it has grad.${name} without param. or update. of it`);
      if (theta.count !== gradient.count || delta.count !== gradient.count) {
        throw unfit(path, `param., grad. and update. of "${name}" are of different lengths`);
      }
      return { name, theta, gradient, delta };
    });
  if (tensors.length === 0) throw unfit(path, 'it holds no param.NAME, grad.NAME, update.NAME');
  return tensors;
};

const openNpyFolder = (path: string): OpenRecord | undefined => {
  const names = readdirSync(path).filter((name) => /^(param|grad|update)\..*\.npy$/.test(name));
  const arrays = new Map<string, OpenArray>();
  const files: number[] = [];
  const close = (): void => {
    for (const file of files) closeSync(file);
  };
  let keep = false;
  try {
    for (const name of names.sort()) {
      const opened = openRecordFile(join(path, name));
      files.push(opened.file);
      const found = npyArray(join(path, name), opened.file, opened.size);
      if (found === undefined || found.end > opened.size) return undefined;
      arrays.set(name.slice(0, -'.npy'.length), { ...found.array, file: opened.file });
    }
    const tensors = tensorsOf(path, [...arrays.keys()], (name) => arrays.get(name));
    const metadata = npyMetadata(path);
    keep = true;
    return { tensors, metadata, close };
  } finally {
    if (!keep) close();
  }
};

/** `step.json` beside the arrays, `{ step, loss, lr }`, where there is one. @throws SubjectError where it is no JSON */
const npyMetadata = (path: string): Readonly<Record<string, unknown>> => {
  const file = join(path, 'step.json');
  if (!existsSync(file)) return {};
  try {
    const value: unknown = JSON.parse(readRegularFile(file, { limit: fileLimits.module }));
    return isFields(value) ? value : {};
  } catch (error) {
    throw unfit(file, errorText(error));
  }
};
