import fs from 'node:fs';
import { conforms } from '../report/shape.ts';
import { decode, encode } from './codec.ts';
import type { Message, Notice } from './messages.ts';
import type { Pipe } from './pipe.ts';
import { serve } from './serve.ts';
import type { SideEffects } from './sideEffects.ts';
import { announcerOf, slotKey } from './slot.ts';
import type { Hello } from './workerProcess.ts';

// Taken before user code runs, which may replace them.
const { openSync, writeSync } = fs;
const { setInterval, clearInterval } = globalThis;
const now = performance.now.bind(performance);

/**
 * Serves what arrives at a pipe, until its other end is gone. What waits for the next message waits outside the event
 * loop, where user code finds nothing.
 *
 * @param onHello is given what it is told first: the sign that every answer bears from then on, and where its slot is
 */
export const obey = async (
  pipe: Pipe,
  effects: SideEffects,
  onHello: (hello: Hello) => void,
): Promise<void> => {
  const hello = decode(pipe.receive() ?? 'null');
  if (!conforms({ sign: 'text', slot: 'text' }, hello)) return;
  const descriptor = openSync(hello.slot, 'r+');
  let isClosed = false;
  const write = (record: Uint8Array): void => {
    try {
      writeSync(descriptor, record, 0, record.length, 0);
    } catch {
      isClosed = true;
    }
  };
  const announcer = announcerOf(slotKey(hello.sign), write, now);
  onHello(hello);
  let asked = 0;
  const answer = serve(announcer, effects, (found) => pipe.send(encode({ id: asked, found })));
  pipe.send(encode({ ready: 1 }));
  for (let text = pipe.receive(); text !== undefined; text = pipe.receive()) {
    const question = decode(text);
    if (!isQuestion(question)) return;
    asked = question.id;
    // A file that waits at its top level for what never comes keeps nothing else in the event loop.
    const loads = question.message.kind === 'load' || question.message.kind === 'configure';
    const alive = loads ? setInterval(() => {}, 1e6) : undefined;
    await answer(question.message, (notice) =>
      pipe.send(encode({ id: asked, notice: isClosed ? closed : notice })),
    );
    clearInterval(alive);
  }
};

/** Without its slot nobody knows where it is. */
const closed: Notice<never> = { damaged: 'closed a file of its judge' };

/** The host is trusted: what it sends is a message. */
const isQuestion = (value: unknown): value is { readonly id: number; readonly message: Message } =>
  conforms({ id: 'count', message: 'json' }, value);
