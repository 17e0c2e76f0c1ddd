import type { Lost } from '../campaign/executor.ts';
import { freshlyHeard, lookInterval, overdue, type Waited, waited } from './patience.ts';
import type { Meter, Usage } from './usage.ts';

/** Why a worker is ended, in words that complete a sentence about the code that it runs. */
export type Reason = Pick<Lost, 'reason' | 'message' | 'starved'>;

/** A worker that serves a request. */
export interface Watched {
  /** Milliseconds without a sign of life after which it is ended. */
  readonly timeout: number;
  /** Bytes of resident memory that it had before, and by how many more it may grow. */
  readonly memory: { readonly before: number; readonly most: number };
  /** Changes with each sign of life. */
  readonly heartbeat: () => number;
  readonly meter: Meter;
  /** @returns when it has ended */
  readonly terminate: () => Promise<void>;
}

/** Ends workers that do not return in time, or use up memory. */
export interface Watchdog {
  /** Watches a worker while it serves one request. @returns how to stop that, and to learn why it was ended, if it was */
  watch(worker: Watched): () => Reason | undefined;
  close(): void;
}

/** What is known of a worker. */
interface Known {
  readonly waited: Waited;
  /** Looks since it was last measured. */
  readonly unmeasured: number;
}

/** Looks between two measurements where each starts a program: of memory, and once it is late, of time. */
const seldom = 50;
const often = 10;

/** Starts watching; nothing is watched yet. */
export const startWatchdog = (): Watchdog => {
  const watched = new Map<Watched, Known>();
  const reasons = new WeakMap<Watched, Reason>();
  const end = (worker: Watched, reason: Reason): void => {
    watched.delete(worker);
    reasons.set(worker, reason);
    void worker.terminate();
  };
  const lookAt = (worker: Watched, known: Known, elapsed: number): void => {
    const { timeout, memory, meter } = worker;
    const rest = known.waited.wall > timeout ? often : seldom;
    const isMeasured = meter.isCheap || known.unmeasured + 1 >= rest;
    const usage = isMeasured ? meter.read() : undefined;
    const now = waited(known.waited, { elapsed, heartbeat: worker.heartbeat(), usage });
    watched.set(worker, { waited: now, unmeasured: isMeasured ? 0 : known.unmeasured + 1 });
    if (usage && usage.resident - memory.before > memory.most)
      end(worker, { reason: 'memory', message: usesMore(usage, worker) });
    const late = overdue(now, timeout);
    if (late !== undefined) end(worker, lateness(late, worker, now, usage));
  };
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    const elapsed = now - last;
    last = now;
    for (const [worker, known] of watched) lookAt(worker, known, elapsed);
  };
  const timer = setInterval(look, lookInterval);
  timer.unref();
  return {
    watch: (worker) => {
      const usage = worker.meter.isCheap ? worker.meter.read() : undefined;
      const heard = freshlyHeard({ heartbeat: worker.heartbeat(), usage });
      watched.set(worker, { waited: heard, unmeasured: 0 });
      return () => {
        watched.delete(worker);
        return reasons.get(worker);
      };
    },
    close: () => clearInterval(timer),
  };
};

const lateness = (
  how: NonNullable<ReturnType<typeof overdue>>,
  worker: Watched,
  { wall }: Waited,
  usage: Usage | undefined,
): Reason => {
  const { timeout, memory } = worker;
  const late = `did not return within ${timeout / 1000} s`;
  // A heap that is nearly full is collected over and over, and the program gets nowhere.
  if (usage && usage.resident - memory.before > memory.most / 2)
    return { reason: 'memory', message: `${late} and ${usesMore(usage, worker)}` };
  return how === 'held up'
    ? {
        reason: 'never-returns',
        message: `did not return within ${Math.round(wall / 100) / 10} s`,
        starved: true,
      }
    : { reason: 'never-returns', message: late };
};

const usesMore = ({ resident }: Usage, { memory }: Watched): string =>
  `made its process use ${Math.round((resident - memory.before) / 2 ** 20)} MB more`;
