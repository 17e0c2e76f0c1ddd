import { LossError } from '../losses/audit/lossError.ts';
import type { LoadedFile } from '../types/campaign.ts';
import type { Vector } from '../types/vector.ts';
import { pythonLaunch } from './launch.ts';
import { loadPatience, openRemote } from './openRemote.ts';
import { type Channel, ChannelError } from './protocol/channel.ts';
import { type Frame, frameKinds, frameOf } from './protocol/frame.ts';
import { fieldOf } from './protocol/jsonFrame.ts';
import { usualPython } from './python.ts';

/** A loss in Python, in the form in which a module exports one. */
export interface RemoteLoss {
  readonly exported: unknown;
  readonly loaded: LoadedFile;
  readonly close: () => void;
}

/** @throws SubjectError where the file is missing, does not load, or has no loss */
export const openRemoteLoss = async (file: string, python: string | undefined): Promise<RemoteLoss> => {
  const { command, path } = pythonLaunch(file, python ?? usualPython(process.env), 'serve-loss');
  const { child, hello } = await openRemote({ command, path, patience: loadPatience, seed: 0 });
  const [first] = hello.files;
  return {
    exported: {
      ...factsOf(hello.loss),
      ...functionsOf(child.channel, fieldOf(hello.loss, 'takesTime') === true),
    },
    loaded: { file, digest: first?.[1] ?? '' },
    close: child.close,
  };
};

/** What was asked last: value and gradient come in one message, and are asked for one after the other. */
interface Evaluated {
  readonly theta: Vector;
  readonly time: number;
  readonly value: number;
  readonly gradient: Vector;
}

/** A loss that does not depend on the time has functions of θ alone: by that it is known. */
const functionsOf = (channel: Channel, takesTime: boolean) => {
  let known: Evaluated | undefined;
  const at = (theta: Vector, time: number): Evaluated => {
    if (known && known.time === time && sameBits(known.theta, theta)) return known;
    const { a, values } = evaluated(channel, frameOf(frameKinds.eval, { b: time, values: theta }));
    known = { theta: theta.slice(), time, value: a, gradient: values };
    return known;
  };
  return takesTime
    ? {
        value: (theta: Vector, time: number): number => at(theta, time).value,
        gradient: (theta: Vector, time: number): Vector => at(theta, time).gradient.slice(),
      }
    : {
        value: (theta: Vector): number => at(theta, 0).value,
        gradient: (theta: Vector): Vector => at(theta, 0).gradient.slice(),
      };
};

/** @throws LossError where the code of the loss fails, or its process is gone */
const evaluated = (channel: Channel, frame: Frame): Frame => {
  try {
    channel.send(frame);
    const answer = channel.receive();
    if (answer.kind === frameKinds.eval) return answer;
    throw new LossError(answer.text);
  } catch (error) {
    throw error instanceof ChannelError ? new LossError(error.message, { cause: error }) : error;
  }
};

/** What it says of itself, but for what is no field of a loss. */
const factsOf = (loss: unknown): object => {
  const { takesTime: _, ...facts } = Object(loss);
  return facts;
};

const sameBits = (a: Vector, b: Vector): boolean =>
  a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
