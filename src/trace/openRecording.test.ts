import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  descentRun,
  npy,
  rawRecords,
  safetensors,
  smallLines,
  watchedLines,
  withHead,
  written,
} from '../../properties/trace/writtenRecords.ts';
import { linesOf } from './lines.ts';
import { isRecording, openRecording } from './openRecording.ts';
import { type LoggedStep, type Recording, stepSizeOf } from './step.ts';
import { blockLength } from './sumsKernel.ts';

const root = mkdtempSync(join(tmpdir(), 'recording-'));
afterAll(() => rmSync(root, { recursive: true }));
let folder = root;
let made = 0;
beforeEach(() => {
  folder = join(root, String(made++));
  mkdirSync(folder);
});

const readAll = async (
  path: string,
  together = 0,
): Promise<{ recording: Recording; steps: LoggedStep[] }> => {
  const recording = openRecording(path, { together });
  const steps: LoggedStep[] = [];
  for (const step of recording.steps()) steps.push(step);
  return { recording, steps };
};

const says = (path: string): Promise<string> =>
  readAll(path).then(
    () => 'nothing',
    (error: Error) => error.message,
  );

const numbers = (values: readonly number[]) => ({ dtype: 'F32' as const, values });
const oneTensor = { 'param.w': numbers([1, 2]), 'grad.w': numbers([3, 4]), 'update.w': numbers([-1, 0.5]) };

describe('a run in JSON lines', () => {
  it('openRecording of what watch wrote has the sums of each tensor, yᵀΔ = −Σgd', async () => {
    const path = written(folder, 'run.jsonl', watchedLines(descentRun(3), { batch: 'full' }));
    const { recording, steps } = await readAll(path);
    expect(recording).toMatchObject({
      kind: 'watched run',
      precision: 'float64',
      every: 1,
      fullBatch: true,
      kept: 0,
    });
    expect(steps.map(({ step }) => step)).toEqual([0, 1, 2]);
    const { count, yd, yy, dd, pp } = steps[0]!.tensors.get('w')!;
    expect([count, yy, pp]).toEqual([3, 1 + 16 + 81, 14]);
    expect(yd).toBeCloseTo(0.1 * 98, 12);
    expect(dd).toBeCloseTo(0.01 * 98, 12);
    expect(stepSizeOf(steps[0]!)).toBe(0.1);
  });

  it('openRecording of a small run keeps its vectors, and forms the same sums', async () => {
    const path = written(folder, 'small.jsonl', smallLines(descentRun(2)));
    const { recording, steps } = await readAll(path);
    expect(recording).toMatchObject({ kind: 'small run', precision: 'float64', rounded: true });
    expect(steps[1]!.tensors.get('theta')!.yy).toBeCloseTo(0.81 + 16 * 0.64 + 81 * 0.49, 10);
    expect([...steps[0]!.vectors!.gradient]).toEqual([1, -4, 9]);
    expect(steps[0]!.lossAfter).toBeLessThan(steps[0]!.loss!);
  });

  it('numbers that JSON cannot hold are read as they are spelled, and groups have rates of their own', async () => {
    const line = { step: 4, loss: 'NaN', lr: [0.1, 0.2], tensors: { w: [1, 'Infinity', 1, 1, 1, 1] } };
    const text = `{"format":"natgrad-run","version":1}\n\n${JSON.stringify(line)}\n`;
    const { recording, steps } = await readAll(written(folder, 'run.jsonl', text));
    expect(recording).toMatchObject({ precision: 'float32', every: undefined });
    expect(steps[0]!.loss).toBeNaN();
    expect(steps[0]!.tensors.get('w')!.yd).toBe(Number.NEGATIVE_INFINITY);
    expect([steps[0]!.stepSizes, stepSizeOf(steps[0]!)]).toEqual([[0.1, 0.2], undefined]);
  });

  it('a last line that is cut off is left out and said; one that is whole without an end is used', async () => {
    const text = watchedLines(descentRun(3));
    const cut = await readAll(written(folder, 'cut.jsonl', text.slice(0, -30)));
    expect(cut.steps).toHaveLength(2);
    expect(cut.recording.notes).toEqual(['line 4, the last one, is cut off: everything before it is used']);
    const whole = await readAll(written(folder, 'whole.jsonl', text.trimEnd()));
    expect([whole.steps.length, whole.recording.notes]).toEqual([3, []]);
  });

  it.each([
    ['an empty file', '', 'it is empty: no step was recorded'],
    ['a head that is cut off', '{"format":"nat', 'its only line is cut off'],
    ['something else', '{"a":1}\n', 'its first line is neither the head'],
    ['a list', '[1]\n', 'line 1 is no object'],
    ['another format', '{"format":"x"}\n', 'its format is "x"'],
    ['a later version', '{"format":"natgrad-run","version":2}\n', 'its version is 2; this program reads 1'],
    ['a line within that is no JSON', `${watchedLines(descentRun(1))}{"step\n{}\n`, 'line 3 is no JSON'],
    ['two runs', watchedLines(descentRun(2)).repeat(2), 'line 4: another run begins here'],
    [
      'steps out of order',
      `${watchedLines(descentRun(2))}${watchedLines(descentRun(1)).split('\n')[1]}\n`,
      'line 4: step 0 follows step 1: steps out of order',
    ],
    [
      'a tensor that changes its size',
      `${watchedLines(descentRun(1))}{"step":1,"tensors":{"w":[4,0,0,0,0,0]}}\n`,
      'line 3: "w" has 4 parameters, and had 3 before',
    ],
    ['no tensors', `${watchedLines([])}{"step":1}\n`, 'line 2: tensors must be an object'],
    ['too few sums', `${watchedLines([])}{"step":1,"tensors":{"w":[1]}}\n`, '"w" must be six numbers'],
    ['a step that is none', `${watchedLines([])}{"step":-1,"tensors":{}}\n`, 'step must be a whole number'],
    [
      'a loss that is none',
      `${watchedLines([])}{"step":1,"loss":[],"tensors":{}}\n`,
      'loss must be a number, got []',
    ],
    [
      'a metric that is none',
      `${watchedLines([])}{"step":1,"tensors":{},"metric":1}\n`,
      'metric must be an object',
    ],
    [
      'an update of another length',
      '{"step":0,"gradient":[1,2],"update":[1],"theta":[1,2]}\n',
      'update must hold 2 numbers, got 1',
    ],
    [
      'a theta that is none',
      '{"step":0,"gradient":[1],"update":[1],"theta":1}\n',
      'theta must be a list of numbers',
    ],
  ])('%s is one line that says so', async (_, text, message) => {
    const said = await says(written(folder, 'run.jsonl', text));
    expect(said).toContain(message);
    expect(said.split('\n')).toHaveLength(1);
  });

  it('cross sums are read where watch logged them', async () => {
    const metric = { gg: 1, yy: 2, pp: 3, own: 1.5, gy: [4], yg: [5] };
    const text = `${watchedLines([], { metric: 8 })}${JSON.stringify({ step: 0, tensors: {}, metric })}\n`;
    const { recording, steps } = await readAll(written(folder, 'run.jsonl', text));
    expect(recording.kept).toBe(8);
    expect(steps[0]!.cross).toEqual(metric);
  });

  it('linesOf joins lines across chunks, and refuses one without end', () => {
    const long = 'x'.repeat(3_000_000);
    const path = written(folder, 'long', `${long}\nü\nend`);
    expect([...linesOf(path)].map(({ text, ended }) => [text.length, ended])).toEqual([
      [3_000_000, true],
      [1, true],
      [3, false],
    ]);
    expect(() => [...linesOf(path, 1000)]).toThrow('line 1 is longer than 1,000 characters');
  });
});

describe('raw records', () => {
  it.each(['F64', 'F32', 'F16', 'BF16'] as const)('openRecording reads %s exactly', async (dtype) => {
    const values = { theta: [1, -2, 0.5], gradient: [0.25, 2, -4], update: [-0.125, -1, 0.0078125] };
    rawRecords(folder, [{ step: 0, ...values, loss: 1.5, stepSize: 0.5 }], dtype);
    const { recording, steps } = await readAll(folder);
    expect(recording.rounded).toBe(true);
    expect([...steps[0]!.vectors!.theta]).toEqual(values.theta);
    expect([...steps[0]!.vectors!.delta]).toEqual(values.update);
    expect(steps[0]!.tensors.get('w')).toEqual({
      count: 3,
      yd: 0.03125 + 2 + 0.03125,
      size: 0.03125 + 2 + 0.03125,
      yy: 0.0625 + 4 + 16,
      dd: 0.015625 + 1 + 0.0078125 ** 2,
      pp: 5.25,
    });
    expect([steps[0]!.loss, steps[0]!.stepSizes]).toEqual([1.5, [0.5]]);
  });

  it('float16 has its subnormal numbers, infinities and NaN', async () => {
    const path = written(
      folder,
      'a1.safetensors',
      safetensors({
        'param.w': { dtype: 'F16', values: [2 ** -24, 0, 0] },
        'grad.w': { dtype: 'F16', values: [1, 1, 1] },
        'update.w': { dtype: 'F16', values: [1, 1, 1] },
      }),
    );
    const bytes = readFileSync(path);
    const at = bytes.length - 18;
    bytes.writeUInt16LE(0xfc00, at + 2);
    bytes.writeUInt16LE(0x7e00, at + 4);
    writeFileSync(path, bytes);
    const { steps } = await readAll(folder);
    expect([...steps[0]!.vectors!.theta]).toEqual([2 ** -24, Number.NEGATIVE_INFINITY, Number.NaN]);
  });

  it('records are read in the order of their numbers, in blocks, and compared with each other on request', async () => {
    const count = 2 * blockLength + 5;
    const vector = (value: number) => numbers(Array.from({ length: count }, () => value));
    for (const step of [2, 10, 1]) {
      written(
        folder,
        `step-${step}.safetensors`,
        safetensors(
          { 'param.w': vector(1), 'grad.w': vector(-step), 'update.w': vector(0.5) },
          { lr: '0.5' },
        ),
      );
    }
    const { recording, steps } = await readAll(folder, 2);
    expect(recording.kept).toBe(2);
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 10]);
    expect(steps[1]!.vectors).toBeUndefined();
    expect(steps[2]!.tensors.get('w')).toEqual({
      count,
      yd: 5 * count,
      size: 5 * count,
      yy: 100 * count,
      dd: 0.25 * count,
      pp: count,
    });
    expect(steps[2]!.cross).toEqual({
      gg: count,
      yy: 100 * count,
      pp: 4 * count,
      own: 10 * count,
      gy: [10 * count],
      yg: [2 * count],
    });
  });

  it('folders of .npy files are records, too', async () => {
    for (const step of [0, 1]) {
      for (const [name, values] of [
        ['param.w', [1, 2]],
        ['grad.w', [3, 4]],
        ['update.w', [-1, -2]],
      ] as const) {
        written(folder, `${step}/${name}.npy`, npy(values));
      }
    }
    written(folder, '1/step.json', '{"step":7,"loss":0.5,"lr":0.25}');
    const { steps } = await readAll(folder);
    expect(steps.map(({ step, loss, stepSizes }) => [step, loss, stepSizes])).toEqual([
      [0, undefined, []],
      [7, 0.5, [0.25]],
    ]);
    expect(steps[0]!.tensors.get('w')!.yd).toBe(11);
  });

  it('a last record that is cut off is left out and said; one before the last is refused', async () => {
    rawRecords(folder, descentRun(3));
    truncateSync(join(folder, 'step-2.safetensors'), 300);
    const { recording, steps } = await readAll(folder);
    expect(steps).toHaveLength(2);
    expect(recording.notes).toEqual([
      'step-2.safetensors, the last record, is cut off: everything before it is used',
    ]);
    truncateSync(join(folder, 'step-1.safetensors'), 4);
    expect(await says(folder)).toContain('step-1.safetensors: it is cut off, and others follow it');
    truncateSync(join(folder, 'step-0.safetensors'), 20);
    expect(await says(folder)).toContain('it is cut off, and no record comes before it');
  });

  const huge = Buffer.alloc(8);
  huge.writeBigUInt64LE(10n ** 10n);
  const entry = (fields: object): Buffer => withHead(JSON.stringify({ 'grad.w': fields }), Buffer.alloc(64));
  it.each([
    [
      'a head of ten gigabytes',
      huge,
      'its head says that it is 10,000,000,000 bytes long; at most 16,777,216',
    ],
    ['a head that is no JSON', withHead('{', Buffer.alloc(0)), 'its head is no JSON'],
    ['a head that is a list', withHead('[]', Buffer.alloc(0)), 'its head is no object'],
    ['an entry that is none', withHead('{"a":1}', Buffer.alloc(0)), '"a" has no entry'],
    ['no offsets', entry({ dtype: 'F32', shape: [1] }), '"grad.w" has no two offsets'],
    ['negative offsets', entry({ dtype: 'F32', shape: [1], data_offsets: [-4, 0] }), 'has no two offsets'],
    [
      'offsets that run backwards',
      entry({ dtype: 'F32', shape: [1], data_offsets: [8, 4] }),
      'ends at 4 before it begins at 8',
    ],
    [
      'a shape of another size',
      entry({ dtype: 'F32', shape: [1e9, 1e9], data_offsets: [0, 4] }),
      'has 4 bytes, and its shape and dtype ask for',
    ],
    ['no shape', entry({ dtype: 'F32', data_offsets: [0, 4] }), '"grad.w" has no shape'],
    [
      'a dtype that is not read',
      safetensors({ 'grad.w': { dtype: 'I64', values: [1] } }),
      'it holds no param.NAME',
    ],
    [
      'arrays that overlap',
      withHead(
        JSON.stringify({
          a: { dtype: 'F32', shape: [8], data_offsets: [0, 32] },
          b: { dtype: 'F32', shape: [8], data_offsets: [0, 32] },
        }),
        Buffer.alloc(64),
      ),
      'its arrays overlap',
    ],
    [
      'a gradient without an update',
      safetensors({ 'grad.w': numbers([1]) }),
      'it has grad.w without param. or update.',
    ],
    [
      'parts of different lengths',
      safetensors({ ...oneTensor, 'update.w': numbers([1]) }),
      'param., grad. and update. of "w" are of different lengths',
    ],
  ])('%s is one line that says so', async (_, bytes, message) => {
    written(folder, '0.safetensors', bytes);
    const said = await says(folder);
    expect(said).toContain(message);
    expect(said.split('\n')).toHaveLength(1);
  });

  it('offsets outside of the file are a file that is cut off', async () => {
    written(folder, '0.safetensors', entry({ dtype: 'F32', shape: [1000], data_offsets: [0, 4000] }));
    expect(await says(folder)).toContain('it is cut off');
  });

  it.each([
    ['no npy at all', Buffer.alloc(20), 'it is no .npy file'],
    ['whole numbers', npy([], "{'descr': '<i8', 'fortran_order': False, 'shape': (0,), }"), 'it holds "<i8"'],
    [
      'columns first',
      npy([1, 2, 3, 4], "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2), }"),
      'column-major',
    ],
    [
      'a shape beyond all',
      npy([], "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 99999999999), }"),
      'too many numbers',
    ],
    [
      'a file that ends early',
      npy([1, 2], "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }"),
      'it is cut off',
    ],
    ['a file of six bytes', Buffer.from('\x93NUMPY', 'latin1'), 'it is cut off'],
  ])('an .npy file with %s is one line that says so', async (_, bytes, message) => {
    written(folder, '0/grad.w.npy', bytes);
    expect(await says(folder)).toContain(message);
  });

  it('steps out of order and step.json that is no JSON are one line', async () => {
    written(folder, '1.safetensors', safetensors(oneTensor, { step: '5' }));
    written(folder, '2.safetensors', safetensors(oneTensor, { step: '4' }));
    expect(await says(folder)).toContain('its step 4 follows step 5');
    for (const name of ['param.w', 'grad.w', 'update.w']) written(folder, `npy/0/${name}.npy`, npy([1]));
    written(folder, 'npy/0/step.json', '{');
    expect(await says(join(folder, 'npy'))).toContain('step.json');
  });
});

describe('what is no recording', () => {
  it('is one line: nothing there, a folder without records, one of several runs, a step of one, a link to a folder', async () => {
    expect(await says(join(folder, 'none'))).toContain('no such file');
    expect(await says(folder)).toContain('it holds no record');
    const text = watchedLines(descentRun(1));
    written(folder, 'a.jsonl', text);
    expect((await readAll(folder)).steps).toHaveLength(1);
    written(folder, 'b.jsonl', text);
    expect(await says(folder)).toContain('it holds 2 runs; name one of them: a.jsonl, b.jsonl');
    const record = written(folder, 'c/1.safetensors', safetensors(oneTensor));
    expect(await says(record)).toContain('name the folder that it is in');
    mkdirSync(join(folder, 'c', '7'));
    expect(await says(join(folder, 'c'))).toContain('of more than one run');
    symlinkSync(join(folder, 'c'), join(folder, 'd'));
    mkdirSync(join(folder, 'e'));
    symlinkSync(join(folder, 'c'), join(folder, 'e', '1.safetensors'));
    expect(await says(join(folder, 'e'))).toContain('it is a folder, not a file');
  });
});

it('isRecording(path) is of a file of JSON lines, and of a folder that holds one or raw records', () => {
  expect(isRecording('none.jsonl')).toBe(true);
  expect(isRecording(join(folder, 'none.ts'))).toBe(false);
  expect(isRecording(folder)).toBe(false);
  written(folder, 'rule.mjs', '');
  expect(isRecording(folder)).toBe(false);
  written(folder, 'run.jsonl', '');
  expect(isRecording(folder)).toBe(true);
  expect(isRecording(rawRecords(join(folder, 'raw'), descentRun(1), 'F32'))).toBe(true);
});
