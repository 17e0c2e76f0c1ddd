import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ObservedCase } from './batch.ts';
import { errorCode, errorText } from './errorText.ts';
import type {
  Executor,
  LoadRequest,
  Lost,
  Reply,
  RequestKind,
  Requests,
  RuleDescription,
} from './protocol.ts';
import { type Notice, slots } from './serve.ts';
import { shown } from './unusable.ts';

/** What user code may use before its worker is killed. */
export interface Limits {
  /** Milliseconds without any sign of life: about one call into the rule. */
  readonly stepTimeout: number;
  /** Milliseconds for a file to load. */
  readonly loadTimeout: number;
  /** Bytes of resident memory of the whole process beyond what it had when the pool was opened. */
  readonly memory: number;
}

/** Milliseconds after which the memory of a killed thread is back. */
const memoryReturns = 300;

/** The compiled worker: beside this module, or in dist where this module runs from source. */
const workerEntry = (): URL => {
  const beside = new URL('./worker.js', import.meta.url);
  return existsSync(fileURLToPath(beside))
    ? beside
    : new URL('../../dist/src/fuzz/worker.js', import.meta.url);
};

const usesMore = (bytes: number): string => `made the process use ${Math.round(bytes / 2 ** 20)} MB more`;

interface Pending {
  readonly id: number;
  readonly timeout: number;
  readonly settle: (reply: Reply<never>) => void;
  readonly fail: (error: Error) => void;
}

/** A request on its way; answers come back over a port and are typed by the request that they answer. */
type Outgoing =
  | { readonly kind: 'load'; readonly ask: LoadRequest }
  | { readonly kind: RequestKind; readonly ask: Requests[RequestKind]['ask'] };

interface Place {
  worker: Worker | undefined;
  announced: Int32Array;
  pending: Pending | undefined;
  beat: number;
  beatAt: number;
  /** What the worker has loaded. */
  loaded: LoadRequest | undefined;
  busy: boolean;
}

/**
 * A pool of worker threads that run a rule and are killed where it never returns, uses up memory or ends its thread.
 * A killed worker is replaced; the request that it served is answered with where it was.
 */
export const openPool = (size: number, limits: Limits): Executor => {
  const places: Place[] = Array.from({ length: size }, () => ({
    worker: undefined,
    announced: new Int32Array(0),
    pending: undefined,
    beat: 0,
    beatAt: 0,
    loaded: undefined,
    busy: false,
  }));
  const waiting: ((place: Place) => void)[] = [];
  let allowance = process.memoryUsage.rss() + limits.memory;
  let calming = false;
  let listener: (check: number, observed: ObservedCase) => void = () => {};
  let load: LoadRequest | undefined;
  /** Digest of the rule file, by request: every worker has to run the same text. */
  const versions = new Map<LoadRequest, string | undefined>();
  let requests = 0;

  /** @param before what the answer waits for besides the end of the thread. @returns when the thread has ended */
  const lose = (
    place: Place,
    reason: Lost['reason'],
    message: string,
    before?: Promise<void>,
  ): Promise<unknown> => {
    const { worker, pending, announced } = place;
    place.worker = undefined;
    place.pending = undefined;
    place.loaded = undefined;
    worker!.removeAllListeners();
    worker!.on('error', () => {});
    const at = {
      check: announced[slots.check]!,
      index: announced[slots.index]!,
      step: announced[slots.step]!,
    };
    const lossFile = announced[slots.withinLoss] ? load?.lossFile : undefined;
    // Memory may be another worker's; all else is the doing of the code that was running.
    const reply: Reply<never> =
      lossFile !== undefined && reason !== 'memory'
        ? { kind: 'unusable', message: `${shown(lossFile)}: the loss ${message}` }
        : { kind: 'lost', lost: { reason, message, at } };
    const ended = worker!.terminate().catch(() => {});
    void ended.then(() => before).then(() => pending?.settle(reply));
    return ended;
  };

  const start = (place: Place): Worker => {
    const memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * slots.count);
    const worker = new Worker(workerEntry(), {
      workerData: memory,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.max(256, Math.ceil(limits.memory / 2 ** 20)) },
    });
    worker.unref();
    worker.on('message', (notice: Notice) => {
      if ('found' in notice) {
        listener(notice.check, notice.found);
        return;
      }
      const { pending } = place;
      if (!pending || pending.id !== notice.id) return;
      if ('damaged' in notice) {
        lose(place, 'crashes', notice.damaged);
        return;
      }
      place.pending = undefined;
      if ('failed' in notice) {
        pending.fail(new Error(notice.failed));
        return;
      }
      pending.settle(
        'unusable' in notice
          ? { kind: 'unusable', message: notice.unusable }
          : { kind: 'answer', answer: notice.answer },
      );
    });
    worker.on('error', (error) => {
      if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY')
        lose(place, 'memory', 'used up the memory that its worker may use');
      else lose(place, 'crashes', `crashed its thread with "${errorText(error)}"`);
    });
    worker.on('exit', (code) => lose(place, 'exits', `ended its thread with exit code ${code}`));
    Object.assign(place, { worker, announced: new Int32Array(memory), beat: 0, beatAt: Date.now() });
    return worker;
  };

  const watch = (): void => {
    const now = Date.now();
    for (const place of places) {
      if (!place.pending) continue;
      const beat = Atomics.load(place.announced, slots.beat);
      if (beat !== place.beat) Object.assign(place, { beat, beatAt: now });
      else if (now - place.beatAt > place.pending.timeout) {
        const late = `did not return within ${place.pending.timeout / 1000} s`;
        const grown = process.memoryUsage.rss() - allowance + limits.memory;
        // A heap that is nearly full is collected over and over, and the thread gets nowhere.
        if (grown > limits.memory / 2) lose(place, 'memory', `${late} and ${usesMore(grown)}`);
        else lose(place, 'never-returns', late);
      }
    }
    watchMemory();
  };

  // Whose memory it is cannot be told from outside: every busy worker goes, and the campaign tries their cases singly.
  // What a killed thread held comes back late, so the allowance starts afresh from what is left then, and nothing is
  // tried again before: it would count as what was left.
  const watchMemory = (): void => {
    if (calming) return;
    const used = process.memoryUsage.rss();
    if (used <= allowance) return;
    calming = true;
    const over = usesMore(used - allowance + limits.memory);
    let calm = (): void => {};
    const calmed = new Promise<void>((resolve) => {
      calm = resolve;
    });
    const ended = places.flatMap((place) => (place.pending ? lose(place, 'memory', over, calmed) : []));
    void Promise.all(ended).then(() =>
      setTimeout(() => {
        allowance = Math.max(allowance, process.memoryUsage.rss() + limits.memory);
        calming = false;
        calm();
      }, memoryReturns),
    );
  };
  const watcher = setInterval(watch, 20);
  watcher.unref();

  const send = (place: Place, message: Outgoing, patience: number): Promise<Reply<never>> =>
    new Promise((settle, fail) => {
      const worker = place.worker ?? start(place);
      worker.ref();
      const id = ++requests;
      place.pending = { id, timeout: patience, settle, fail };
      place.beatAt = Date.now();
      worker.postMessage({ id, ...message });
    });

  const acquire = (): Promise<Place> =>
    new Promise((resolve) => {
      const free = places.find(({ busy }) => !busy);
      if (!free) waiting.push(resolve);
      else {
        free.busy = true;
        resolve(free);
      }
    });
  const release = (place: Place): void => {
    place.worker?.unref();
    const next = waiting.shift();
    if (next) next(place);
    else place.busy = false;
  };

  const onPlace = async <Answer>(use: (place: Place) => Promise<Answer>): Promise<Answer> => {
    const place = await acquire();
    try {
      return await use(place);
    } finally {
      release(place);
    }
  };
  const loadInto = async (place: Place, request: LoadRequest): Promise<Reply<never>> => {
    const reply = await send(place, { kind: 'load', ask: request }, limits.loadTimeout);
    if (reply.kind !== 'answer') return reply;
    place.loaded = request;
    const { digest }: Pick<RuleDescription, 'digest'> = reply.answer;
    if (versions.has(request) && versions.get(request) !== digest) {
      const file = 'file' in request.rule ? shown(request.rule.file) : 'the rule';
      return { kind: 'unusable', message: `${file}: changed while it was being fuzzed; run again` };
    }
    versions.set(request, digest);
    return reply;
  };

  return {
    size,
    load: (request) => {
      load = request;
      return onPlace((place) => loadInto(place, request));
    },
    ask: (kind, asked, patience) =>
      onPlace(async (place) => {
        if (load && place.loaded !== load) {
          const reply = await loadInto(place, load);
          if (reply.kind !== 'answer') return reply;
        }
        return send(
          place,
          { kind, ask: asked },
          Math.min(patience ?? limits.stepTimeout, limits.stepTimeout),
        );
      }),
    onFound: (given) => {
      listener = given;
    },
    close: async () => {
      clearInterval(watcher);
      await Promise.all(
        places.map(async (place) => {
          place.worker?.removeAllListeners();
          await place.worker?.terminate();
        }),
      );
    },
  };
};
