import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { compiledFile } from './compiled.ts';
import { pipeDescriptor } from './pipeDescriptor.ts';

// What starts processes, and nothing else: it is loaded first, and while the rest of this program loads, so do they.

/** What would make a process of ours run other code first, wait for a debugger, or write files when it ends. */
const notInherited = ['NODE_OPTIONS', 'NODE_V8_COVERAGE', 'VSCODE_INSPECTOR_OPTIONS', 'NODE_CHANNEL_FD'];

const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !notInherited.includes(name)));

/** A process that waits to be told what it is for. */
export interface Started {
  readonly child: ChildProcess;
  /** Its pipe; undefined where it could not be started. */
  readonly pipe: Socket | undefined;
  /** Keeps this process from ending meanwhile, or not any more. */
  readonly hold: (held: boolean) => void;
}

/** Processes that nobody has asked for yet, by the memory that they may use. */
const waiting = new Map<number, Started[]>();

const start = (megabytes: number): Started => {
  const worker = compiledFile(new URL('./worker.js', import.meta.url));
  const child = spawn(process.execPath, [`--max-old-space-size=${megabytes}`, worker], {
    // A group of its own, with whatever it starts.
    detached: true,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const stream = child.stdio?.[pipeDescriptor];
  const pipe = stream instanceof Socket ? stream : undefined;
  for (const output of [child.stdout, child.stderr]) if (output instanceof Socket) output.unref();
  const hold = (held: boolean): void => {
    if (held) child.ref();
    else child.unref();
    if (held) pipe?.ref();
    else pipe?.unref();
  };
  hold(false);
  // It may fail before anybody listens.
  child.on('error', () => {});
  pipe?.on('error', () => {});
  return { child, pipe, hold };
};

/** A system on which processes have groups, and pipes that a process can wait at. */
export const hasGroups = process.platform !== 'win32';

/** Starts so many processes, for those who will ask for one. Where nobody does, they end with this one. */
export const startEarly = (count: number, megabytes: number): void => {
  if (hasGroups)
    waiting.set(
      megabytes,
      Array.from({ length: count }, () => start(megabytes)),
    );
};

/** A process that may use so much memory for JavaScript objects: one that has been started early, or another. */
export const startedProcess = (megabytes: number): Started => {
  const early = waiting.get(megabytes)?.shift();
  const isThere =
    early?.pipe !== undefined && early.child.exitCode === null && early.child.signalCode === null;
  return isThere && early ? early : start(megabytes);
};
