import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SubjectError } from '../../errors.ts';
import { type Channel, ChannelError, channelOf } from './channel.ts';
import { endMarked } from './endMarked.ts';
import { readText, scratchPrefix, userPlace } from './lastWords.ts';

/** A program that speaks the protocol, and the channel to it. */
export interface Child {
  readonly channel: Channel;
  /** What it has printed, as far as that is kept; of one that has ended, all of it. */
  printed(hasEnded: boolean): string;
  /** Asks it where it is, which Python answers with its stack, and waits a little for what it says. */
  interrupt(): Promise<void>;
  /** Ends it and everything that it has started. */
  close(): void;
}

/** What follows everything that a program has printed, once it has ended. */
const endMark = '<<natgrad-check: the end>>';

/** Milliseconds that what it has printed may take to get through. */
const printingPatience = 1000;

/** Bytes that are kept of what it prints; the rest is read and dropped, so that printing never blocks it. */
const keptOutput = 65_536;

/** Where a program finds its channel; by that, too, whatever it has started is found again, in whichever session. */
const markName = 'NATGRAD_CHANNEL';

/** Milliseconds that it has to say where it is, and between two looks whether it has. */
const answerPatience = 1000;
const answerInterval = 20;

/** Seconds that it has to say where it was, once it is to end. */
const lastWords = 0.1;

/**
 * Runs a program in a process group of its own. Standard input is a lifeline: it ends when this process does, however
 * that ends, and takes the group along, with whatever has left it but still knows the channel. The guardian does not. When the program ends, its status goes into the channel in a BYE of our own.
 */
const guardian = `
exec 3<&0 </dev/null
trap '' USR1
log=$1 to=$2 from=$3
shift 3
( read -r _ <&3; kill -USR1 0; sleep ${lastWords}; rm -f "$to" "$from"
  strays=$(grep -lsF -- "${markName}=$to:" /proc/[0-9]*/environ | tr -dc '0-9\\n')
  [ -z "$strays" ] || kill -9 $strays 2>/dev/null
  kill -9 0 ) &
{
  ${markName}="$to:$from" "$@" 3<&- 2>&1
  status=$?
  printf '${endMark}'
  printf '\\010\\000\\000\\000\\010\\000\\001\\000%b%-8s' '\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000\\0000' "$status" >"$from"
} | { (ulimit -c 0; ulimit -f ${keptOutput / 512}; exec cat >"$log"); cat >/dev/null; }
`;

/** Folders and groups of this process that are still there. */
const living = new Set<Child>();

const endAll = (): void => {
  for (const child of living) child.close();
};

/**
 * Starts a program with its channel: two pipes in a private folder, whose paths it finds in NATGRAD_CHANNEL.
 *
 * @param command the program and its arguments
 * @throws SubjectError where this system has no named pipes
 */
export const startChild = (command: readonly string[]): Child => {
  const folder = mkdtempSync(scratchPrefix());
  const [toSubject, fromSubject, log] = ['to', 'from', 'log'].map((name) => join(folder, name));
  const made = spawnSync('mkfifo', ['-m', '600', toSubject!, fromSubject!]);
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new SubjectError({
      kind: 'unfit',
      path: command[0]!,
      says: 'needs named pipes, which this system does not have ("mkfifo" failed)',
    });
  }
  // Both ends are opened for reading and writing: opening does not block, and there is no end of file to race with.
  const output = openSync(toSubject!, 'r+');
  const input = openSync(fromSubject!, 'r+');
  const waiting = openSync(fromSubject!, constants.O_RDWR | constants.O_NONBLOCK);
  const process_ = spawn('/bin/sh', ['-c', guardian, 'sh', log!, toSubject!, fromSubject!, ...command], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      ...process.env,
      OMP_NUM_THREADS: '1',
      OPENBLAS_NUM_THREADS: '1',
      MKL_NUM_THREADS: '1',
    },
  });
  release(process_);
  const blocking = channelOf(input, output);
  const polling = channelOf(waiting, output);
  let isOpen = true;
  const child: Child = {
    channel: { ...blocking, poll: polling.poll },
    printed: (hasEnded) => {
      let text = readText(log!);
      const until = performance.now() + printingPatience;
      while (hasEnded && !isWhole(text) && performance.now() < until) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
        text = readText(log!);
      }
      return text.replace(endMark, '');
    },
    interrupt: async () => {
      signalGroup(process_, 'SIGUSR1');
      // On a busy machine that takes a while.
      for (let waited = 0; waited < answerPatience; waited += answerInterval) {
        await wait(answerInterval);
        if (userPlace(readText(log!)) !== undefined) return;
      }
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      living.delete(child);
      if (living.size === 0) process.off('exit', endAll);
      signalGroup(process_, 'SIGKILL');
      endMarked(`${markName}=${toSubject}:`);
      for (const descriptor of [input, output, waiting]) closeSync(descriptor);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (living.size === 0) process.on('exit', endAll);
  living.add(child);
  return child;
};

const isWhole = (text: string): boolean => text.includes(endMark) || Buffer.byteLength(text) >= keptOutput;

/** Nothing waits for it: what it has to say comes through its channel. */
const release = (child: ChildProcess): void => {
  child.unref();
  child.on('error', () => {});
  const lifeline = child.stdin;
  lifeline?.on('error', () => {});
  if (lifeline && 'unref' in lifeline && typeof lifeline.unref === 'function') lifeline.unref();
};

const signalGroup = ({ pid }: ChildProcess, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
};

/** How a program that was told to end has ended; undefined as long as it has not. */
export const hasGone = ({ channel }: Child): string | undefined => {
  try {
    channel.poll();
    return undefined;
  } catch (error) {
    if (error instanceof ChannelError && error.how === 'exited') return error.message;
    throw error;
  }
};
