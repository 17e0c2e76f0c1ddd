import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Found, Incoming, Outgoing } from './messages.ts';
import { type Ending, startProcess } from './process.ts';
import { type Asked, readSaid } from './said.ts';
import type { Announced } from './slot.ts';
import { openSlotFile } from './slotFile.ts';
import { type Meter, openMeter } from './usage.ts';

/** What comes of a question. */
export type Heard = { readonly notice: Incoming } | { readonly ending: Ending };

/** What comes of its start. */
type Started = { readonly meter: Meter } | { readonly ending: Ending };

/** A process that is asked about a rule, one thing at a time. */
export interface WorkerProcess {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** How it is measured, once this program is loaded in it; or how it ended before that. This process goes on until then. */
  start(): Promise<Started>;
  /** Until it has answered, or has ended, this process goes on. */
  ask(message: Outgoing): Promise<Heard>;
  /** Whether it has ended, by itself or because it was told to. */
  hasEnded(): boolean;
  /** What it announced last. */
  announced(): Announced;
  /** Ends it: nothing is heard of it from now on. @returns when it has ended */
  terminate(): Promise<void>;
}

/** The first frame that a worker receives. */
export interface Hello {
  /** What each frame that it sends has to bear: user code does not know it. */
  readonly sign: string;
  /** The file in which it says where it is. */
  readonly slot: string;
}

/** Milliseconds for which this program may take to load in a worker, on a machine as busy as can be. */
const startPatience = 120_000;

/** Milliseconds for which one is waited for that was killed: it may hang in the kernel. */
const mourning = 2000;

/**
 * Starts a process that will be asked about a rule.
 *
 * @param megabytes of JavaScript objects that it may have, beyond which its engine gives up
 */
export const startWorker = (megabytes: number, onFound: (found: Found) => void): WorkerProcess => {
  const sign = randomBytes(16).toString('hex');
  const slot = openSlotFile(sign);
  let ending: Ending | undefined;
  let asked: Asked | undefined;
  let meter: Meter | undefined;
  let count = 0;
  let settle: (heard: Heard) => void = () => {};
  let settleStart: (start: Started) => void = () => {};
  const started = new Promise<Started>((resolve) => {
    settleStart = resolve;
  });
  const answered = (heard: Heard): void => {
    asked = undefined;
    child.hold(false);
    settle(heard);
  };
  const onFrame = (text: string): void => {
    const said = meter && !asked ? undefined : readSaid(text, asked);
    if (!said) child.give({ kind: 'garbled' });
    else if ('found' in said) onFound(said.found);
    else if ('notice' in said) answered({ notice: said.notice });
    else {
      clearTimeout(late);
      meter = openMeter(child.pid ?? 0);
      child.hold(false);
      settleStart({ meter });
    }
  };
  const onEnd = (how: Ending): void => {
    ending = how;
    clearTimeout(late);
    slot.close();
    meter?.close();
    settleStart({ ending });
    answered({ ending });
  };
  const child = startProcess(sign, megabytes, { onFrame, onEnd });
  const late = setTimeout(
    () => child.give({ kind: 'error', error: new Error('it does not start') }),
    startPatience,
  );
  late.unref();
  const hello: Hello = { sign, slot: slot.path };
  child.send(hello);
  return {
    pid: child.pid,
    start: () => {
      if (!ending && !meter) child.hold(true);
      return started;
    },
    ask: (message) =>
      new Promise((resolve) => {
        if (ending) {
          resolve({ ending });
          return;
        }
        settle = resolve;
        child.hold(true);
        asked = { id: ++count, message };
        child.send({ id: count, message });
      }),
    hasEnded: () => ending !== undefined,
    announced: slot.read,
    terminate: async () => {
      child.give({ kind: 'terminated' });
      child.hold(true);
      await Promise.race([child.ended, wait(mourning, undefined, { ref: false })]);
    },
  };
};
