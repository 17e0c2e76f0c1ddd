import { randomInt } from 'node:crypto';
import { SubjectError } from '../errors.ts';
import { attach } from './protocol/attach.ts';
import { ChannelError } from './protocol/channel.ts';
import { type Child, startChild } from './protocol/child.ts';
import { frameKinds, frameOf, protocolVersion } from './protocol/frame.ts';
import { type Hello, readHello } from './protocol/hello.ts';
import { userPlace } from './protocol/lastWords.ts';

/** The text with blanks up to a multiple of eight, of which the last is the end of a line. */
const asLine = (text: string): string => `${text.padEnd(Math.ceil((text.length + 1) / 8) * 8 - 1)}\n`;

/** A program that has said what it is. */
export interface Greeted {
  readonly child: Child;
  readonly hello: Hello;
}

/** How a subject is started. */
export interface Launch {
  readonly command: readonly string[];
  /** What messages call it. */
  readonly path: string;
  /** Milliseconds that it may take to say what it is: importing torch on a busy machine takes many seconds. */
  readonly patience: number;
  readonly seed: number;
}

/** Milliseconds that a program may take to load. */
export const loadPatience = 60_000;

/** Milliseconds between two looks at a channel on which nothing has come yet. */
const interval = 5;

/** What the host says in a HELLO; the nonce once more, for those that read JSON alone. */
export const helloText = (nonce: number, seed: number): string =>
  JSON.stringify({ protocol: protocolVersion, tool: 'natgrad-check', version: '0.1.0', seed, nonce });

/**
 * Starts a program and asks it what it is.
 *
 * @throws SubjectError where it ends, says nothing in time, or says what makes no sense
 */
export const openRemote = async ({ command, path, patience, seed }: Launch): Promise<Greeted> => {
  const child = startChild(command);
  try {
    // As a double it has no byte that is a brace or ends a line: who reads lines drops what is before the first brace.
    return { child, hello: await greet(child, { path, patience, seed, nonce: 1 + (seed % 255) }) };
  } catch (error) {
    child.close();
    throw error;
  }
};

/** Nonces of those that are served already: none is the step size of a fault that was meant for somebody before. */
const leastNonce = 2 ** 32;

/**
 * Asks a subject what it is that is served already. It may be in the middle of what somebody asked who is gone: the
 * hello makes it drop that, and what it still answers is passed over.
 *
 * @param channel paths of the pipes, `IN:OUT` as the subject sees them
 * @throws SubjectError where there are no such pipes, it says nothing in time, or what makes no sense
 */
export const attachRemote = async (
  channel: string,
  { path, patience, seed }: Omit<Launch, 'command'>,
): Promise<Greeted> => {
  const child = attach(channel, path);
  try {
    return {
      child,
      hello: await greet(child, { path, patience, seed, nonce: freshNonce() }),
    };
  } catch (error) {
    child.close();
    throw error;
  }
};

/** A number for one greeting, no byte of which ends a line: who reads JSON alone reads up to the first that does. */
export const freshNonce = (draw = (): number => randomInt(leastNonce, 2 ** 47)): number => {
  for (;;) {
    const nonce = draw();
    if (!new Uint8Array(new Float64Array([nonce]).buffer).includes(10)) return nonce;
  }
};

const greet = async (
  child: Child,
  { path, patience, seed, nonce }: Omit<Launch, 'command'> & { readonly nonce: number },
): Promise<Hello> => {
  const refuse = (says: string): SubjectError => new SubjectError({ kind: 'does-not-load', path, says });
  const { channel } = child;
  channel.send(frameOf(frameKinds.hello, { a: nonce, text: asLine(helloText(nonce, seed)) }));
  for (const until = performance.now() + patience; ; ) {
    const answer = await nextFrame(child, refuse);
    if (answer?.kind === frameKinds.fault && (nonce < leastNonce || answer.a === nonce))
      throw refuse(answer.text);
    if (answer?.kind === frameKinds.hello && answer.a === nonce) {
      const read = readHello(answer.text);
      if ('fault' in read) throw refuse(read.fault);
      channel.speak(read.hello.encoding);
      return read.hello;
    }
    if (answer === undefined && performance.now() > until) {
      await child.interrupt();
      throw refuse(
        `did not answer within ${patience / 1000} s of loading${lastPrinted(child, false)}; remove what runs when it is imported`,
      );
    }
  }
};

const nextFrame = async (child: Child, refuse: (says: string) => SubjectError) => {
  try {
    const frame = child.channel.poll();
    if (frame === undefined) await new Promise((resolve) => setTimeout(resolve, interval));
    return frame;
  } catch (error) {
    if (error instanceof ChannelError)
      throw refuse(`${error.message} while it loaded${lastPrinted(child, hasEnded(error))}`);
    throw error;
  }
};

/** Where a program was last, or else the end of what it has printed, as the end of a sentence. */
export const lastPrinted = (child: Child, hasEnded: boolean): string => {
  const text = child.printed(hasEnded);
  const last = text.trim().split('\n').at(-1)?.trim().slice(0, 200) ?? '';
  const said = userPlace(text) ?? last;
  return said === '' ? '' : ` (${said})`;
};

/** Whether nothing more will be printed. */
export const hasEnded = ({ how }: ChannelError): boolean => how === 'exited';
