import { SubjectError } from '../../errors.ts';
import { openRemote } from '../openRemote.ts';
import { type Child, hasGone } from '../protocol/child.ts';
import { frameKinds, frameOf } from '../protocol/frame.ts';
import { probes } from './probes.ts';
import { type Heard, Nonconformance, patience, type Talk, talkTo, Unasked } from './talk.ts';

/** What came of one probe. */
export interface Probed {
  readonly about: string;
  readonly claim: string;
  readonly result: 'conforms' | 'not asked' | 'does not conform';
  /** Why it is not asked, or what is wrong. */
  readonly says?: string;
}

/** How a subject is started. */
export interface Started {
  readonly command: readonly string[];
  readonly path: string;
}

/**
 * Drives a subject through every message and fault of the protocol. After what it fails it is started again; what it never
 * answered is waited for once.
 *
 * @throws SubjectError where it does not even say what it is
 */
export const conformance = async (
  { command, path }: Started,
  loadPatience: number,
  onProbed: (probed: Probed) => void,
): Promise<void> => {
  const heard: Heard = { answered: new Set(), unanswered: new Set() };
  const start = async (): Promise<{ readonly child: Child; readonly talk: Talk }> => {
    const { child, hello } = await openRemote({ command, path, patience: loadPatience, seed: 5 });
    return { child, talk: talkTo(child, hello, heard) };
  };
  let { child, talk } = await start();
  onProbed({ about: 'HELLO', claim: `it says that it is "${talk.hello.name}"`, result: 'conforms' });
  try {
    for (const { about, claim, skip, look } of probes) {
      const reason = skip?.(talk);
      const came = reason === undefined ? await cameOf(() => look(talk)) : unasked(reason);
      onProbed({ about, claim, ...came });
      if (came.result !== 'does not conform') continue;
      child.close();
      ({ child, talk } = await start());
    }
    const claim = 'it ends when it is told to';
    onProbed({ about: 'BYE', claim, ...(await cameOf(() => goodbye(child))) });
  } finally {
    child.close();
  }
};

type Came = Pick<Probed, 'result' | 'says'>;

const unasked = (says: string): Came => ({ result: 'not asked', says });

const cameOf = async (look: () => Promise<void>): Promise<Came> => {
  try {
    await look();
    return { result: 'conforms' };
  } catch (error) {
    if (error instanceof Unasked) return unasked(error.message);
    if (error instanceof Nonconformance || error instanceof SubjectError)
      return { result: 'does not conform', says: error.message };
    throw error;
  }
};

const goodbye = async (child: Child): Promise<void> => {
  child.channel.send(frameOf(frameKinds.bye));
  for (const until = performance.now() + patience.answer; performance.now() < until; ) {
    const how = hasGone(child);
    if (how === 'ended its process with exit code 0') return;
    if (how !== undefined) throw new Nonconformance(`${how} after BYE`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Nonconformance(`does not end within ${patience.answer / 1000} s of BYE`);
};
