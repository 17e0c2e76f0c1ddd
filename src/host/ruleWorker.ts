import type { LoadRequest, Reply } from '../campaign/executor.ts';
import { lastPlace } from '../subject/protocol/lastWords.ts';
import { heapOf } from './limits.ts';
import type { Found, Incoming, Outgoing } from './messages.ts';
import type { Ending } from './process.ts';
import { privateFolder } from './reaper.ts';
import type { Announced } from './slot.ts';
import type { Reason, Watchdog } from './watchdog.ts';
import { type Heard, startWorker, type WorkerProcess } from './workerProcess.ts';

/** A worker that runs a rule. Where it is lost, a fresh one, which has loaded nothing, serves the next message. */
export interface RuleWorker {
  /** Starts its process, to be there when it is asked. */
  prepare(): void;
  /** What it has loaded; undefined where it is lost. */
  loaded(): LoadRequest | undefined;
  /**
   * @param timeout milliseconds that it may go without a sign of life
   * @throws Error where this program fails in the worker, or the worker is closed
   */
  ask(message: Outgoing, timeout: number): Promise<Reply<never>>;
  /** Ends it: what it was asked is lost to an interruption, and so is whatever it is asked from then on. */
  interrupt(): void;
  /** Ends it; what it was asked fails. */
  close(): Promise<void>;
}

/** A worker while it lives. */
interface Running {
  readonly process: WorkerProcess;
  /** Bytes of resident memory that it had before it was asked anything. */
  before: number | undefined;
  /** What it was told to load last. */
  loading: LoadRequest | undefined;
  loaded: LoadRequest | undefined;
}

/**
 * A worker without a process yet.
 *
 * @param memory bytes that it may use
 * @param onFound hears of each refuted case the moment it is seen
 */
export const ruleWorker = (
  memory: number,
  watchdog: Watchdog,
  onFound: (found: Found) => void,
): RuleWorker => {
  const fresh = (): Running => ({
    process: startWorker(heapOf(memory), onFound),
    before: undefined,
    loading: undefined,
    loaded: undefined,
  });
  let current: Running | undefined;
  let closed = false;
  let interrupted = false;
  const running = (): Running => {
    if (!current || current.process.hasEnded()) current = fresh();
    return current;
  };
  return {
    prepare: () => void running(),
    loaded: () => (current?.process.hasEnded() ? undefined : current?.loaded),
    ask: async (message, timeout) => {
      if (closed) throw new Error('ruleWorker: it must not be closed when it is asked');
      if (interrupted) return lostToInterruption;
      const worker = running();
      if (message.kind === 'load') worker.loading = message.ask;
      const heard = await watched(worker, message, { timeout, memory, watchdog });
      if (closed) throw new Error('ruleWorker: it was closed before it had answered');
      if (interrupted) return lostToInterruption;
      const outcome = outcomeOf(heard.heard, heard.terminated);
      if ('notice' in outcome) {
        const reply = replyOf(outcome.notice);
        if (reply.kind === 'answer' && message.kind === 'load') worker.loaded = message.ask;
        return reply;
      }
      await worker.process.terminate();
      const place = await lastPlace(privateFolder(), worker.process.pid);
      const reason = place === undefined ? outcome.reason : at(outcome.reason, place);
      return lossOf(reason, worker.process.announced(), worker.loading);
    },
    interrupt: () => {
      interrupted = true;
      void current?.process.terminate();
    },
    close: async () => {
      closed = true;
      await current?.process.terminate();
    },
  };
};

/** The reason with where its code was. */
const at = (reason: Reason, place: string): Reason => ({
  ...reason,
  message: reason.message.includes(place) ? reason.message : `${reason.message} (${place})`,
});
const lostToInterruption: Reply<never> = {
  kind: 'lost',
  lost: { reason: 'interrupted', message: 'was interrupted', at: { check: 0, index: 0, step: 0 } },
};

/** What came of a message, and why its worker was ended, if it was. */
interface Outcome {
  readonly heard: Heard;
  readonly terminated?: Reason | undefined;
}

/** Asks a worker while it is watched, from the moment that this program is loaded in it. */
const watched = async (
  worker: Running,
  message: Outgoing,
  {
    timeout,
    memory,
    watchdog,
  }: { readonly timeout: number; readonly memory: number; readonly watchdog: Watchdog },
): Promise<Outcome> => {
  const { process } = worker;
  const start = await process.start();
  if ('ending' in start) return { heard: start };
  const { meter } = start;
  worker.before ??= meter.read()?.resident ?? 0;
  const stopWatching = watchdog.watch({
    timeout,
    memory: { before: worker.before, most: memory },
    heartbeat: () => process.announced().heartbeat,
    meter,
    terminate: () => process.terminate(),
  });
  const heard = await process.ask(message);
  return { heard, terminated: stopWatching() };
};

/** A notice of a worker that goes on. */
type Usable = Exclude<Incoming, { readonly damaged: string } | { readonly stuck: string }>;

/** What a worker said, or why it is lost. */
const outcomeOf = (
  heard: Heard,
  terminated: Reason | undefined,
): { readonly notice: Usable } | { readonly reason: Reason } => {
  if (terminated) return { reason: terminated };
  if ('ending' in heard) return { reason: reasonOf(heard.ending) };
  const { notice } = heard;
  if ('stuck' in notice) return { reason: { reason: 'never-returns', message: notice.stuck } };
  return 'damaged' in notice ? { reason: { reason: 'crashes', message: notice.damaged } } : { notice };
};

/** @throws Error where a process could not be started */
const reasonOf = (ending: Ending): Reason => {
  switch (ending.kind) {
    case 'exit':
      return { reason: 'exits', message: `ended its process with exit code ${ending.code}` };
    case 'garbled':
      return { reason: 'crashes', message: 'wrote into the pipe to its judge, or closed it,' };
    case 'signal':
      return reasonOfSignal(ending.signal, ending.errors);
    case 'terminated':
      throw new Error('ruleWorker: it was closed before it had answered');
    case 'error':
      throw new Error(`a process cannot be started (${ending.error.message})`);
    default:
      return ending satisfies never;
  }
};

/** The engine aborts where JavaScript objects use up its memory; the system kills where there is none left at all. */
const reasonOfSignal = (signal: string, errors: string): Reason => {
  if (/FATAL ERROR:.*(memory|[Aa]llocation|table size|array length)/.test(errors))
    return { reason: 'memory', message: 'used up the memory that its worker may use' };
  return signal === 'SIGKILL'
    ? { reason: 'memory', message: 'was killed from outside, as where memory runs out,' }
    : { reason: 'crashes', message: `crashed its process (${signal})` };
};

const replyOf = (notice: Usable): Reply<never> => {
  if ('failed' in notice) throw new Error(notice.failed);
  return 'unusable' in notice
    ? { kind: 'unusable', fault: notice.unusable }
    : { kind: 'answer', answer: notice.answer };
};

/** Memory piles up, so that whose call goes beyond it says little; all else is the doing of the code that was running. */
const lossOf = (
  { reason, message, starved }: Reason,
  { at, withinLoss }: Announced,
  loading: LoadRequest | undefined,
): Reply<never> =>
  withinLoss && loading?.lossFile !== undefined && reason !== 'memory'
    ? { kind: 'unusable', fault: { kind: 'unfit', path: loading.lossFile, says: `the loss ${message}` } }
    : { kind: 'lost', lost: { reason, message, at, ...(starved && { starved }) } };
