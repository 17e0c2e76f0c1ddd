import type { ChildProcess } from 'node:child_process';
import { encode } from './codec.ts';
import { startedProcess } from './early.ts';
import { frameReader, headerLength, longestFrame, writeHeader } from './frame.ts';
import { endGroup, guardGroup } from './reaper.ts';

/** How a process ended. */
export type Ending =
  | { readonly kind: 'exit'; readonly code: number }
  /** @property errors the end of what it wrote to standard error */
  | { readonly kind: 'signal'; readonly signal: string; readonly errors: string }
  /** It sent what is no frame of its judge, or closed the pipe. */
  | { readonly kind: 'garbled' }
  | { readonly kind: 'terminated' }
  /** It could not be started. */
  | { readonly kind: 'error'; readonly error: Error };

/** A process of its own group that runs a module of this program. */
export interface Process {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  send(value: unknown): void;
  /** Ends it, and whatever it started, for a reason that is heard of at once. */
  give(ending: Ending): void;
  /** Settles when it has ended, or cannot be waited for any longer. */
  readonly ended: Promise<void>;
  /** Keeps this process from ending meanwhile, or not any more. */
  hold(held: boolean): void;
}

/** Who hears of a process. */
export interface Listener {
  readonly onFrame: (text: string) => void;
  /** Called once. */
  readonly onEnd: (ending: Ending) => void;
}

/** Characters of standard error that are kept: an engine that aborts says why there. */
const keptErrors = 4000;

/** Milliseconds for which the last words of a process are waited for that has ended. */
const lastWords = 200;

/**
 * Starts a process. Its standard input is empty; what it writes is drained.
 *
 * @param sign what every frame of it has to bear
 * @param megabytes of JavaScript objects that it may have, beyond which its engine gives up
 */
export const startProcess = (sign: string, megabytes: number, listener: Listener): Process => {
  const { child, pipe, hold } = startedProcess(megabytes);
  const { pid } = child;
  const endAll = (): void => {
    if (pid !== undefined) endGroup(pid);
  };
  if (pid !== undefined) guardGroup(pid);
  let errors = '';
  child.stdout?.resume();
  child.stderr?.on('data', (text: Buffer) => {
    errors = (errors + text.toString('latin1')).slice(-keptErrors);
  });
  let isOver = false;
  const say = (ending: Ending): void => {
    endAll();
    if (!isOver) listener.onEnd(ending);
    isOver = true;
  };
  const ended = endOf(child, () => errors).then(say);
  const reader = frameReader(sign, longestFrame);
  pipe?.on('data', (piece: Buffer) => {
    const texts = isOver ? [] : reader.read(piece);
    if (!texts) say({ kind: 'garbled' });
    for (const text of texts ?? []) if (!isOver) listener.onFrame(text);
  });
  // Also where it ends, which is then heard of in a moment.
  pipe?.on('end', () => setTimeout(() => say({ kind: 'garbled' }), lastWords).unref());
  return { pid, send: (value) => pipe?.write(frameOf(value)), give: say, ended, hold };
};

/** How a process ended, once its last words are read. */
const endOf = (child: ChildProcess, errors: () => string): Promise<Ending> =>
  new Promise((resolve) => {
    child.on('error', (error) => resolve({ kind: 'error', error }));
    child.on('exit', (code, signal) => {
      const end = (): void =>
        resolve(
          signal === null ? { kind: 'exit', code: code ?? 0 } : { kind: 'signal', signal, errors: errors() },
        );
      // What it started may have gone its own way, and hold its output open.
      const late = setTimeout(end, lastWords);
      child.once('close', () => {
        clearTimeout(late);
        end();
      });
    });
  });

const frameOf = (value: unknown): Uint8Array => {
  const text = encode(value);
  const length = Buffer.byteLength(text);
  const bytes = Buffer.alloc(headerLength + length);
  writeHeader(bytes, length);
  bytes.write(text, headerLength);
  return bytes;
};
