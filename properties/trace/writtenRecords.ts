import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A list of numbers as a record stores it. */
export interface StoredNumbers {
  readonly dtype: 'F64' | 'F32' | 'F16' | 'BF16' | 'I64';
  readonly values: readonly number[];
}

const single = new DataView(new ArrayBuffer(4));

/** Numbers that are representable, in sixteen bits. */
const half = (value: number): number => {
  if (value === 0) return 0;
  const sign = value < 0 ? 0x8000 : 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  if (exponent < -14) return sign | Math.round(Math.abs(value) * 2 ** 24);
  return sign | ((exponent + 15) << 10) | ((Math.abs(value) / 2 ** exponent - 1) * 1024);
};

const bytesOf = ({ dtype, values }: StoredNumbers): Buffer => {
  switch (dtype) {
    case 'F64':
      return Buffer.from(Float64Array.from(values).buffer);
    case 'F32':
      return Buffer.from(Float32Array.from(values).buffer);
    case 'F16':
      return Buffer.from(Uint16Array.from(values, half).buffer);
    case 'BF16':
      return Buffer.from(
        Uint16Array.from(values, (value) => {
          single.setFloat32(0, value);
          return single.getUint32(0) >>> 16;
        }).buffer,
      );
    case 'I64':
      return Buffer.from(BigInt64Array.from(values, BigInt).buffer);
    default:
      return dtype satisfies never;
  }
};

/** A safetensors file as bytes. */
export const safetensors = (
  arrays: Readonly<Record<string, StoredNumbers>>,
  metadata: Readonly<Record<string, string>> = {},
): Buffer => {
  const head: Record<string, unknown> = { __metadata__: metadata };
  const parts: Buffer[] = [];
  let at = 0;
  for (const [name, stored] of Object.entries(arrays)) {
    const bytes = bytesOf(stored);
    head[name] = {
      dtype: stored.dtype,
      shape: [stored.values.length],
      data_offsets: [at, at + bytes.length],
    };
    at += bytes.length;
    parts.push(bytes);
  }
  return withHead(JSON.stringify(head), Buffer.concat(parts));
};

/** The bytes of a safetensors file whose head is this text. */
export const withHead = (text: string, data: Buffer): Buffer => {
  const head = Buffer.from(text);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(head.length));
  return Buffer.concat([length, head, data]);
};

/** An `.npy` file of doubles as bytes. */
export const npy = (values: readonly number[], head?: string): Buffer => {
  const text = head ?? `{'descr': '<f8', 'fortran_order': False, 'shape': (${values.length},), }`;
  const padded = `${text.padEnd(117)}\n`;
  const prefix = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  prefix.writeUInt16LE(padded.length, 8);
  return Buffer.concat([
    prefix,
    Buffer.from(padded, 'latin1'),
    Buffer.from(Float64Array.from(values).buffer),
  ]);
};

/** Writes bytes or text, and makes the folders above. @returns the path */
export const written = (folder: string, name: string, content: Buffer | string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};

/** One step of a run of vectors. */
export interface PlainStep {
  readonly step: number;
  readonly theta: readonly number[];
  readonly gradient: readonly number[];
  readonly update: readonly number[];
  readonly loss?: number;
  readonly lossAfter?: number;
  readonly stepSize?: number;
}

/** Any rule along any gradient, from a start. */
export const plainRun = (options: {
  readonly start: readonly number[];
  readonly steps: number;
  readonly stepSize: number;
  readonly gradient: (theta: readonly number[]) => readonly number[];
  readonly loss?: (theta: readonly number[]) => number;
  readonly update: (gradient: readonly number[], step: number) => readonly number[];
}): readonly PlainStep[] => {
  let theta = options.start;
  return Array.from({ length: options.steps }, (_, step) => {
    const gradient = options.gradient(theta);
    const update = options.update(gradient, step);
    const next = theta.map((value, i) => value + update[i]!);
    const losses = options.loss && { loss: options.loss(theta), lossAfter: options.loss(next) };
    const logged = { step, theta, gradient, update, stepSize: options.stepSize, ...losses };
    theta = next;
    return logged;
  });
};

/** Gradient descent on ½ Σ hᵢθᵢ². */
export const descentRun = (steps: number, stepSize = 0.1): readonly PlainStep[] =>
  plainRun({
    start: [1, -2, 3],
    steps,
    stepSize,
    gradient: ([a, b, c]) => [a!, 2 * b!, 3 * c!],
    loss: ([a, b, c]) => (a! ** 2 + 2 * b! ** 2 + 3 * c! ** 2) / 2,
    update: (gradient) => gradient.map((slope) => -stepSize * slope),
  });

/** A small run in JSON lines. */
export const smallLines = (steps: readonly PlainStep[]): string =>
  steps.map((step) => `${JSON.stringify(step)}\n`).join('');

/** What `watch` would write of these steps, as one tensor or two. */
export const watchedLines = (
  steps: readonly PlainStep[],
  head: Readonly<Record<string, unknown>> = {},
): string => {
  const lines: unknown[] = [
    { format: 'natgrad-run', version: 1, every: 1, precision: 'float64', ...head },
    ...steps.map(({ step, theta, gradient, update, loss, stepSize }) => ({
      step,
      loss,
      lr: stepSize,
      tensors: { w: sums(theta, gradient, update) },
    })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
};

const sums = (theta: readonly number[], gradient: readonly number[], update: readonly number[]) => {
  const total = (of: (i: number) => number): number => theta.reduce((sum, _, i) => sum + of(i), 0);
  return [
    theta.length,
    total((i) => gradient[i]! * update[i]!),
    total((i) => Math.abs(gradient[i]! * update[i]!)),
    total((i) => gradient[i]! ** 2),
    total((i) => update[i]! ** 2),
    total((i) => theta[i]! ** 2),
  ];
};

/** A folder of raw records of these steps. */
export const rawRecords = (
  folder: string,
  steps: readonly PlainStep[],
  dtype: StoredNumbers['dtype'] = 'F64',
): string => {
  for (const { step, theta, gradient, update, loss, stepSize } of steps) {
    const of = (values: readonly number[]): StoredNumbers => ({ dtype, values });
    written(
      folder,
      `step-${step}.safetensors`,
      safetensors(
        { 'param.w': of(theta), 'grad.w': of(gradient), 'update.w': of(update) },
        {
          step: String(step),
          ...(loss !== undefined && { loss: String(loss) }),
          ...(stepSize !== undefined && { lr: String(stepSize) }),
        },
      ),
    );
  }
  return folder;
};
