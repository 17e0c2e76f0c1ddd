import type { MessagePort } from 'node:worker_threads';
import type { ObservedCase } from './batch.ts';
import { errorText } from './errorText.ts';
import { watchGlobals } from './globals.ts';
import { indicesOf } from './jobs.ts';
import type { ContainedFault, LoadRequest, RequestKind, Requests } from './protocol.ts';
import {
  openSession,
  type Session,
  sessionBatch,
  sessionFinish,
  sessionGenerate,
  sessionObserve,
  sessionSimpler,
} from './session.ts';
import { UnusableFileError } from './unusable.ts';

/** Slots of the shared memory in which a worker announces what it is about to do. */
export const slots = { beat: 0, check: 1, index: 2, step: 3, withinLoss: 4, count: 5 } as const;

export type Message =
  | { readonly id: number; readonly kind: 'load'; readonly ask: LoadRequest }
  | {
      readonly [Kind in RequestKind]: {
        readonly id: number;
        readonly kind: Kind;
        readonly ask: Requests[Kind]['ask'];
      };
    }[RequestKind];

/** What a worker sends: an answer to a request, a line for the person, or a case the moment it was refuted. */
export type Notice =
  | { readonly id: number; readonly answer: never }
  | { readonly id: number; readonly unusable: string }
  /** What user code did to the globals that this program shares with it, so that no answer can be trusted. */
  | { readonly id: number; readonly damaged: string }
  /** An error of this program, not of the rule. */
  | { readonly id: number; readonly failed: string }
  | { readonly found: ObservedCase; readonly check: number };

/** Side effects of user code that the process around it can see; `take` empties them. */
export interface SideEffects {
  take(): readonly { readonly cause: ContainedFault['cause']; readonly message: string }[];
}

/**
 * Answers requests about one rule until the port closes. Before every call into user code it writes where it is into
 * the shared memory, so that whoever watches knows the case even when this thread has to be killed.
 */
export const serve = (port: MessagePort, announced: Int32Array, effects: SideEffects): void => {
  let session: Session | undefined;
  const globals = watchGlobals();
  const announce = (check: number, index: number, step: number): void => {
    announced[slots.check] = check;
    announced[slots.index] = index;
    announced[slots.step] = step;
    Atomics.add(announced, slots.beat, 1);
  };
  const withinLoss = (inside: boolean): void => {
    announced[slots.withinLoss] = Number(inside);
  };
  const loaded = (): Session => {
    if (!session) throw new Error('serve: a rule must be loaded before anything is asked about it');
    return session;
  };
  const answer = async (message: Message): Promise<unknown> => {
    switch (message.kind) {
      case 'load': {
        session = await openSession(message.ask, withinLoss);
        effects.take();
        return session.description;
      }
      case 'batch':
        return batchWithEffects(loaded(), message.ask, announce, effects, port);
      case 'observe': {
        const observation = sessionObserve(loaded(), message.ask, announce);
        await settle();
        const { scenario } = message.ask;
        return {
          ...observation,
          contained: effects.take().map((effect) => ({ ...effect, index: 0, scenario })),
        };
      }
      case 'finish':
        return sessionFinish(loaded(), message.ask, announce);
      case 'generate':
        return sessionGenerate(loaded(), message.ask);
      case 'simpler':
        return sessionSimpler(loaded(), message.ask);
      default:
        return message satisfies never;
    }
  };
  port.on('message', async (message: Message) => {
    Atomics.add(announced, slots.beat, 1);
    try {
      const answered = await answer(message);
      const damaged = globals.missing();
      port.postMessage(
        damaged === undefined
          ? { id: message.id, answer: answered }
          : { id: message.id, damaged: `removed the global ${damaged}` },
      );
    } catch (error) {
      port.postMessage(noticeOf(message.id, error, globals.changed()));
    }
  });
};

const noticeOf = (id: number, error: unknown, damaged: string | undefined): Notice => {
  if (error instanceof UnusableFileError) return { id, unusable: error.message };
  const text = errorText(error);
  return damaged === undefined
    ? { id, failed: text }
    : { id, damaged: `damaged the global ${damaged}, upon which its thread failed with "${text}"` };
};

/** Milliseconds for which timers that user code left behind are waited for. */
const timersSettle = 50;

/** Lets promises and timers that user code left behind settle. */
const settle = async (): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
  const until = performance.now() + timersSettle;
  while (process.getActiveResourcesInfo().includes('Timeout') && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

const batchWithEffects = async (
  session: Session,
  ask: Requests['batch']['ask'],
  announce: (check: number, index: number, step: number) => void,
  effects: SideEffects,
  port: MessagePort,
): Promise<Requests['batch']['answer']> => {
  const contained: ContainedFault[] = [];
  const found = (observed: ObservedCase): void => {
    const notice: Notice = { found: observed, check: ask.check };
    port.postMessage(notice);
  };
  const batch = sessionBatch(session, ask, { announce, found });
  await settle();
  if (effects.take().length > 0) {
    for (const index of indicesOf(ask.slice, ask.skip)) {
      const slice = { from: index, to: index + 1, step: 1 };
      sessionBatch(session, { ...ask, slice }, { announce, found: () => {} });
      await settle();
      const [effect] = effects.take();
      if (!effect) continue;
      const scenario = sessionGenerate(session, { check: ask.check, index });
      contained.push({ ...effect, index, scenario });
      break;
    }
  }
  return { ...batch, contained };
};
