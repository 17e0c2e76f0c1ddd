import { fork, spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measuredRow, ratioRow, skippedRow } from './measure/ratio.ts';
import type { Answer, Assignment } from './measure/traceSide.ts';
import type { BenchRow } from './row.ts';

/** A process that answers one assignment after another. */
const side = () => {
  const file = new URL(`./measure/traceSide${extname(import.meta.url)}`, import.meta.url);
  const child = fork(fileURLToPath(file));
  return {
    ask: (assignment: Assignment): Promise<Answer> =>
      new Promise((resolve, reject) => {
        child.removeAllListeners('exit');
        child.once('message', (answer: Answer) => resolve(answer));
        child.once('exit', (code) => reject(new Error(`trace: the process ended with ${code}`)));
        child.send(assignment);
      }),
    end: (): void => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
};

/** A record of one tensor of singles, a safetensors file in a folder of its own. @returns the folder and the file */
const record = (root: string, name: string, count: number, steps = 1) => {
  const folder = join(root, name);
  mkdirSync(folder);
  let file = '';
  for (let step = 0; step < steps; step++) {
    file = join(folder, `step-${step}.safetensors`);
    const head = Buffer.from(
      JSON.stringify(
        Object.fromEntries(
          ['param.w', 'grad.w', 'update.w'].map((part, i) => [
            part,
            { dtype: 'F32', shape: [count], data_offsets: [4 * count * i, 4 * count * (i + 1)] },
          ]),
        ),
      ),
    );
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(head.length));
    const out = openSync(file, 'w');
    writeSync(out, Buffer.concat([length, head]));
    const block = Float32Array.from({ length: 2 ** 16 }, (_, i) => Math.sin(i + 1));
    for (let left = 3 * count; left > 0; left -= block.length) {
      writeSync(out, Buffer.from(block.buffer, 0, 4 * Math.min(left, block.length)));
    }
    closeSync(out);
  }
  return { folder, file };
};

/** The same five sums in NumPy, in double precision, of the mapped file; answers each line with seconds. */
const numpy = `
import json, sys, time
import numpy as np
path = sys.argv[1]
def sums():
    with open(path, 'rb') as file:
        size = int.from_bytes(file.read(8), 'little')
        head = json.loads(file.read(size))
    data = np.memmap(path, dtype=np.float32, mode='r', offset=8 + size)
    part = lambda name: data[head[name]['data_offsets'][0] // 4 : head[name]['data_offsets'][1] // 4].astype(np.float64)
    p, g, d = part('param.w'), part('grad.w'), part('update.w')
    product = g * d
    return product.sum(), np.abs(product).sum(), g @ g, d @ d, p @ p
sums()
best = []
for _ in range(5):
    start = time.perf_counter()
    sums()
    best.append(time.perf_counter() - start)
print(min(best))
`;

/** Nanoseconds that a watched step takes a parameter more than the same step unwatched: SGD on 10⁷ singles, one thread. */
const watching = `
import sys, time
import torch
from natgrad_check.torch import watch
torch.set_num_threads(1)
p = torch.nn.Parameter(torch.ones(10_000_000))
p.grad = torch.full_like(p, 0.5)
optimizer = torch.optim.SGD([p], lr=1e-3)
def least():
    found = []
    for _ in range(7):
        start = time.perf_counter()
        optimizer.step()
        found.append(time.perf_counter() - start)
    return min(found[1:])
alone = least()
run = watch(optimizer, sys.argv[1])
watched = least()
run.close()
print((watched - alone) * 1e9 / p.numel())
`;

const inPython = (code: string, file: string): number | string => {
  let says = '';
  for (const python of ['python3', '/usr/bin/python3']) {
    const { status, stdout, stderr, error } = spawnSync(python, ['-c', code, file], {
      encoding: 'utf8',
      env: {
        ...process.env,
        PYTHONPATH: join(process.cwd(), 'src', 'subject', 'python'),
        OMP_NUM_THREADS: '1',
        OPENBLAS_NUM_THREADS: '1',
      },
    });
    if (status === 0) return Number(stdout);
    says = error?.message ?? stderr.trim().split('\n').at(-1) ?? 'failed';
  }
  return says;
};

/** A million lines of one tensor, as watch writes them. */
const longRun = (root: string): string => {
  const file = join(root, 'run.jsonl');
  appendFileSync(
    file,
    '{"format":"natgrad-run","version":1,"every":1,"batch":"mini","precision":"float32"}\n',
  );
  for (let from = 0; from < 1_000_000; from += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      const loss = Math.exp(-(from + i) / 1e6);
      return `{"step":${from + i},"loss":${loss},"lr":0.01,"tensors":{"fc.weight":[128,${-loss / 3},${loss / 2},${loss * 1.1},${loss / 7},18.327271152022824]}}\n`;
    });
    appendFileSync(file, lines.join(''));
  }
  return file;
};

const fastest = async (times: number, measure: () => Promise<number>): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times; k++) least = Math.min(least, await measure());
  return least;
};

const megabytes = ({ before, most }: Answer): number => (most - before) / 2 ** 20;

/** What a recorded run costs, beside the least that has to be read. */
export default async (): Promise<readonly BenchRow[]> => {
  const root = mkdtempSync(join(tmpdir(), 'bench-trace-'));
  const [judging, reading] = [side(), side()];
  try {
    const rows: BenchRow[] = [];
    const ten = record(root, 'ten-million', 10_000_000);
    // The least of some timings: what else runs on the machine only ever adds.
    const judge = async (): Promise<number> =>
      fastest(5, async () => (await judging.ask({ path: ten.folder, what: 'judge' })).seconds);
    const toNumpy = {
      what: 'a raw record of 10⁷ singles: five sums in doubles',
      peer: 'the same in NumPy, memory-mapped',
      target: { atLeast: 2 },
    };
    const numpySeconds = inPython(numpy, ten.file);
    rows.push(
      typeof numpySeconds === 'string'
        ? skippedRow(toNumpy, numpySeconds)
        : await ratioRow(toNumpy, { warmUps: 1, rounds: 3, ours: judge, theirs: () => numpySeconds }),
    );
    rows.push(
      await ratioRow(
        {
          what: 'a raw record of 10⁷ singles: reading and five sums',
          peer: 'reading the file alone from the page cache',
          target: { atMost: 1.3 },
        },
        {
          warmUps: 1,
          rounds: 9,
          ours: judge,
          theirs: () => fastest(5, async () => (await reading.ask({ path: ten.file, what: 'read' })).seconds),
        },
      ),
    );
    rmSync(ten.folder, { recursive: true });
    const fresh = side();
    const many = record(root, 'many', 500_000, 100);
    const memory = await fresh.ask({ path: many.folder, what: 'judge' });
    fresh.end();
    rmSync(many.folder, { recursive: true });
    rows.push(
      measuredRow(
        {
          what: 'memory above the start, in MB: 100 raw records of 500,000 singles',
          peer: '600 MB of records',
          unit: '',
          target: { atMost: 64 },
        },
        [megabytes(memory)],
      ),
    );
    const long = longRun(root);
    const lines = side();
    const found = await lines.ask({ path: long, what: 'judge' });
    lines.end();
    rows.push(
      measuredRow(
        {
          what: 'seconds for 10⁶ lines of a watched run',
          peer: 'no peer',
          unit: '',
          target: { atMost: 10 },
        },
        [found.seconds],
      ),
    );
    const cost = {
      what: 'nanoseconds a parameter for watching a step of torch: 10⁷ singles, one core',
      peer: 'the same step unwatched',
      unit: '',
      target: { atMost: 10 },
    } as const;
    const nanoseconds = inPython(watching, join(root, 'watched.jsonl'));
    rows.push(
      typeof nanoseconds === 'string' ? skippedRow(cost, nanoseconds) : measuredRow(cost, [nanoseconds]),
    );
    return rows;
  } finally {
    judging.end();
    reading.end();
    rmSync(root, { recursive: true, force: true });
  }
};
