import { plural } from '../../numbers.ts';
import type { Vector } from '../../types/vector.ts';
import { ChannelError } from '../protocol/channel.ts';
import type { Child } from '../protocol/child.ts';
import { type Frame, frameKinds, frameOf, kindName } from '../protocol/frame.ts';
import type { Hello } from '../protocol/hello.ts';

/** What is wrong with a subject, as the end of a sentence about it. */
export class Nonconformance extends Error {
  override readonly name = 'Nonconformance';
}

/** What is not asked for, and why: of what never had an answer, five more seconds would tell nothing new. */
export class Unasked extends Error {
  override readonly name = 'Unasked';
}

/** Kinds of messages that a subject has answered, in whichever of its processes, and those whose first had no answer. */
export interface Heard {
  readonly answered: Set<number>;
  readonly unanswered: Set<number>;
}

/** A subject that is being asked, one thing after another. */
export interface Talk {
  readonly hello: Hello;
  send(frame: Frame): void;
  /** The next frame, to what was sent of this kind. @throws Nonconformance where none comes in time, or the subject ends */
  receive(due: string, kind: number): Promise<Frame>;
  /**
   * Sends a frame and hands back its answer; evaluations that the subject asks for meanwhile are answered.
   *
   * @throws Unasked where the first frame of this kind had no answer
   */
  ask(frame: Frame): Promise<Frame>;
  /** Whether nothing comes for a little while. */
  isSilent(): Promise<boolean>;
  /** How many evaluations the subject has asked for. */
  readonly evaluations: () => number;
  /** A number that no instance has yet. */
  fresh(): number;
}

/** Milliseconds that an answer may take, and for which silence is listened to. */
export const patience = { answer: 5000, silence: 100 } as const;

/** Milliseconds between two looks. */
const interval = 2;

/** L = ½‖θ‖² for a subject that asks. */
const lossAt = (theta: Vector): number => theta.reduce((sum, x) => sum + (x * x) / 2, 0);

export const talkTo = (child: Child, hello: Hello, heard: Heard): Talk => {
  const { channel } = child;
  let evaluations = 0;
  let last = 0;
  const poll = (due: string): Frame | undefined => {
    try {
      return channel.poll();
    } catch (error) {
      if (error instanceof ChannelError) throw new Nonconformance(`${error.message} where ${due} was due`);
      throw error;
    }
  };
  const wait = async (milliseconds: number, due: string): Promise<Frame | undefined> => {
    for (const until = performance.now() + milliseconds; ; ) {
      const frame = poll(due);
      if (frame !== undefined || performance.now() > until) return frame;
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  };
  const receive = async (due: string, kind: number): Promise<Frame> => {
    const frame = await wait(patience.answer, due);
    if (frame) return frame;
    if (!heard.answered.has(kind)) heard.unanswered.add(kind);
    throw new Nonconformance(`does not answer ${due} within ${patience.answer / 1000} s`);
  };
  return {
    hello,
    send: channel.send,
    receive,
    ask: async (frame) => {
      const due = `${kindName(frame.kind)} of instance ${frame.instance}`;
      if (heard.unanswered.has(frame.kind)) throw new Unasked(`${kindName(frame.kind)} has no answer`);
      channel.send(frame);
      for (;;) {
        const answer = await receive(due, frame.kind);
        heard.answered.add(frame.kind);
        if (answer.kind !== frameKinds.eval) return answer;
        evaluations++;
        if (!hello.capabilities.includes('eval'))
          throw new Nonconformance('asks for an evaluation (EVAL) without the capability "eval"');
        // θ and ∇L; a step that was cut on purpose is of no dimension.
        const size = frame.values.length / 2;
        if (Number.isInteger(size) && answer.values.length !== size)
          throw new Nonconformance(
            `asks for an evaluation (EVAL) in ${plural(answer.values.length, 'dimension')}, θ has ${size}`,
          );
        channel.send(
          frameOf(frameKinds.eval, {
            instance: answer.instance,
            step: answer.step,
            a: lossAt(answer.values),
            values: answer.values,
          }),
        );
      }
    },
    isSilent: async () => (await wait(patience.silence, 'nothing')) === undefined,
    evaluations: () => evaluations,
    fresh: () => ++last,
  };
};
