import { errorText, isThrown, type SubjectError } from '../errors.ts';
import type { Precision } from '../types/rule.ts';
import {
  demandCount,
  demandNumber,
  demandNumbers,
  demandVector,
  FieldFault,
  type Fields,
  isFields,
  optionalNumber,
} from './fields.ts';
import { type Line, linesOf } from './lines.ts';
import { type CrossSums, type LoggedStep, type Recording, type TensorSums, unfit } from './step.ts';
import { vectorSums } from './sums.ts';

/** Pairs that are compared with each other: enough to tell a geometry that stays from one that does not. */
export const mostKept = 16;

/** Names of tensors of a run. */
const mostTensors = 100_000;

/**
 * A run in JSON lines: what `watch` writes, a head and then sums for each tensor and step, or a small run without a head,
 * `{ step, theta, gradient, update, loss, stepSize }` a line.
 *
 * A last line without an end that is no JSON was cut off, as by the end of the job: everything before it is used.
 *
 * @throws SubjectError where the file is empty, or its first line is neither
 */
export const openRunLog = (path: string): Recording => {
  const first = linesOf(path).next();
  if (first.done === true) throw unfit(path, 'it is empty: no step was recorded');
  const notes: string[] = [];
  const head = parseLine(path, first.value, notes);
  if (head === undefined) throw unfit(path, 'its only line is cut off: no step was recorded');
  if (head.format !== undefined) return watchedRun(path, head, notes);
  if (head.gradient !== undefined) return smallRun(path, notes);
  throw unfit(
    path,
    'its first line is neither the head that watch writes, { "format": "natgrad-run", … }, nor a step { step, theta, gradient, update, loss, stepSize }',
  );
};

const isPrecision = (value: unknown): value is Precision =>
  value === 'float64' || value === 'float32' || value === 'bfloat16' || value === 'float16';

const watchedRun = (path: string, head: Fields, notes: string[]): Recording => {
  const { format, version, precision, every, batch, metric } = head;
  if (format !== 'natgrad-run') throw unfit(path, `its format is ${JSON.stringify(format)}, not natgrad-run`);
  if (version !== 1) throw unfit(path, `its version is ${JSON.stringify(version)}; this program reads 1`);
  return {
    kind: 'watched run',
    path,
    precision: isPrecision(precision) ? precision : 'float32',
    rounded: false,
    every: typeof every === 'number' && Number.isInteger(every) && every > 0 ? every : undefined,
    fullBatch: batch === 'full',
    kept: typeof metric === 'number' ? Math.min(metric, mostKept) : 0,
    notes,
    steps: () => stepsOf(path, 1, notes, watchedStep),
  };
};

const smallRun = (path: string, notes: string[]): Recording => ({
  kind: 'small run',
  path,
  precision: 'float64',
  rounded: true,
  every: undefined,
  fullBatch: false,
  kept: mostKept,
  notes,
  steps: () => stepsOf(path, 0, notes, smallStep),
});

/** A line as an object; undefined where it is the last one and cut off. @throws SubjectError where it is something else */
const parseLine = (path: string, { text, number, ended }: Line, notes: string[]): Fields | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (ended) throw unfit(path, `line ${number} is no JSON (${errorText(error)})`);
    notes.push(`line ${number}, the last one, is cut off: everything before it is used`);
    return undefined;
  }
  if (!isFields(value)) throw unfit(path, `line ${number} is no object`);
  return value;
};

function* stepsOf(
  path: string,
  skipped: number,
  notes: string[],
  read: (fields: Fields) => LoggedStep,
): Generator<LoggedStep> {
  let before: number | undefined;
  const sizes = new Map<string, number>();
  for (const line of linesOf(path)) {
    if (line.number <= skipped || line.text.trim() === '') continue;
    const fields = parseLine(path, line, notes);
    if (fields === undefined) return;
    const here = (says: string): SubjectError => unfit(path, `line ${line.number}: ${says}`);
    if (fields.format !== undefined) throw here('another run begins here; keep one run a file');
    const step = reading(() => read(fields), here);
    if (before !== undefined && step.step <= before) {
      throw here(`step ${step.step} follows step ${before}: steps out of order, or of more than one run`);
    }
    before = step.step;
    demandSizes(step, sizes, here);
    yield step;
  }
}

const reading = (read: () => LoggedStep, here: (says: string) => SubjectError): LoggedStep => {
  try {
    return read();
  } catch (error) {
    if (isThrown(error, FieldFault)) throw here(error.message);
    throw error;
  }
};

/** Notes the size of each tensor. @throws where it is another one than before, or there are too many */
export const demandSizes = (
  { tensors }: LoggedStep,
  sizes: Map<string, number>,
  here: (says: string) => SubjectError,
): void => {
  for (const [name, { count }] of tensors) {
    const known = sizes.get(name);
    if (known === count) continue;
    if (known !== undefined) {
      throw here(`"${name}" has ${count} parameters, and had ${known} before: of another run`);
    }
    sizes.set(name, count);
    if (sizes.size > mostTensors) throw here(`there are more than ${mostTensors.toLocaleString('en')} names`);
  }
};

const watchedStep = (fields: Fields): LoggedStep => {
  const { lr, tensors, metric } = fields;
  if (!isFields(tensors)) throw new FieldFault('tensors must be an object of lists of sums');
  const read = new Map<string, TensorSums>();
  for (const name of Object.keys(tensors)) read.set(name, sumsOf(tensors[name], name));
  return {
    step: demandCount(fields.step, 'step'),
    loss: optionalNumber(fields.loss, 'loss'),
    lossAfter: optionalNumber(fields.after, 'after'),
    stepSizes: Array.isArray(lr) ? demandNumbers(lr, 'lr') : [optionalNumber(lr, 'lr') ?? []].flat(),
    tensors: read,
    cross: metric === undefined || metric === null ? undefined : crossOf(metric),
    vectors: undefined,
  };
};

/** `[n, gd, abs, gg, dd, pp]`, g the gradient and d = Δ. */
const sumsOf = (value: unknown, name: string): TensorSums => {
  if (!Array.isArray(value) || value.length !== 6) {
    throw new FieldFault(`"${name}" must be six numbers [n, gd, abs, gg, dd, pp]`);
  }
  const [n, gd, abs, gg, dd, pp]: readonly unknown[] = value;
  return {
    count: demandCount(n, `n of "${name}"`),
    yd: -demandNumber(gd, `gd of "${name}"`),
    size: demandNumber(abs, `abs of "${name}"`),
    yy: demandNumber(gg, `gg of "${name}"`),
    dd: demandNumber(dd, `dd of "${name}"`),
    pp: demandNumber(pp, `pp of "${name}"`),
  };
};

const crossOf = (value: unknown): CrossSums => {
  if (!isFields(value)) throw new FieldFault('metric must be an object of sums');
  const gy = demandNumbers(value.gy, 'metric.gy').slice(-mostKept);
  return {
    gg: demandNumber(value.gg, 'metric.gg'),
    yy: demandNumber(value.yy, 'metric.yy'),
    pp: demandNumber(value.pp, 'metric.pp'),
    own: demandNumber(value.own, 'metric.own'),
    gy,
    yg: demandNumbers(value.yg, 'metric.yg').slice(-mostKept),
  };
};

const smallStep = (fields: Fields): LoggedStep => {
  const gradient = demandVector(fields.gradient, 'gradient');
  const delta = demandVector(fields.update, 'update', gradient.length);
  const theta = demandVector(fields.theta, 'theta', gradient.length);
  const stepSize = optionalNumber(fields.stepSize, 'stepSize');
  return {
    step: demandCount(fields.step, 'step'),
    loss: optionalNumber(fields.loss, 'loss'),
    lossAfter: optionalNumber(fields.lossAfter, 'lossAfter'),
    stepSizes: stepSize === undefined ? [] : [stepSize],
    tensors: new Map([['theta', vectorSums(theta, gradient, delta)]]),
    cross: undefined,
    vectors: { theta, gradient, delta },
  };
};
