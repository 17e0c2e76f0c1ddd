import { SubjectError } from '../../errors.ts';
import { openRemote } from '../openRemote.ts';
import { type Child, hasGone } from '../protocol/child.ts';
import { frameKinds, frameOf } from '../protocol/frame.ts';
import { probes } from './probes.ts';
import { Nonconformance, patience, type Talk, talkTo } from './talk.ts';

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
 * Drives a subject through every message and fault of the protocol. After what it fails it is started again.
 *
 * @throws SubjectError where it does not even say what it is
 */
export const conformance = async (
  { command, path }: Started,
  loadPatience: number,
  onProbed: (probed: Probed) => void,
): Promise<void> => {
  const start = async (): Promise<{ readonly child: Child; readonly talk: Talk }> => {
    const { child, hello } = await openRemote({ command, path, patience: loadPatience, seed: 5 });
    return { child, talk: talkTo(child, hello) };
  };
  let { child, talk } = await start();
  onProbed({ about: 'HELLO', claim: `it says that it is "${talk.hello.name}"`, result: 'conforms' });
  try {
    for (const { about, claim, skip, look } of probes) {
      const reason = skip?.(talk);
      const fault = reason === undefined ? await faultOf(() => look(talk)) : undefined;
      onProbed(probed(about, claim, reason, fault));
      if (fault === undefined) continue;
      child.close();
      ({ child, talk } = await start());
    }
    const claim = 'it ends when it is told to';
    onProbed(probed('BYE', claim, undefined, await faultOf(() => goodbye(child))));
  } finally {
    child.close();
  }
};

const probed = (
  about: string,
  claim: string,
  skipped: string | undefined,
  fault: string | undefined,
): Probed => {
  if (skipped !== undefined) return { about, claim, result: 'not asked', says: skipped };
  return fault === undefined
    ? { about, claim, result: 'conforms' }
    : { about, claim, result: 'does not conform', says: fault };
};

const faultOf = async (look: () => Promise<void>): Promise<string | undefined> => {
  try {
    await look();
    return undefined;
  } catch (error) {
    if (error instanceof Nonconformance || error instanceof SubjectError) return error.message;
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
