import { displacementOf } from '../../src/dynamics/output.ts';
import { exactNumber } from '../../src/numbers.ts';
import { decodeBinary, encodeBinary } from '../../src/subject/protocol/binaryFrame.ts';
import type { Channel } from '../../src/subject/protocol/channel.ts';
import {
  type Encoding,
  type Frame,
  frameFlags,
  frameKinds,
  frameOf,
} from '../../src/subject/protocol/frame.ts';
import { type Hello, readHello } from '../../src/subject/protocol/hello.ts';
import { decodeJson, encodeJson, fieldOf } from '../../src/subject/protocol/jsonFrame.ts';
import type { Loss, LossFacts, Parameter } from '../../src/types/loss.ts';
import type { LearningRule, RuleContext } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';
import { sourceAt } from './drawingBySeed.ts';

/** A rule behind a channel, and what it says of itself. */
export interface Served {
  readonly channel: Pick<Channel, 'send' | 'receive'>;
  readonly hello: Hello;
}

/** What becomes of frames on their way to the subject, and of its own. */
export interface Changes {
  readonly sent?: (frame: Frame) => Frame;
  readonly answered?: (frame: Frame) => Frame;
}

const unchanged = (frame: Frame): Frame => frame;

/** A run of the rule. */
interface Instance {
  state: unknown;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly parameters: readonly Parameter[];
  readonly seed: number;
}

/** L and ∇L at the points that were asked for while a frame is being answered, by {@link keyOf} θ. */
type Known = Map<string, Pick<Frame, 'a' | 'values'>>;

/** Every digit of θ, and the sign of zero. */
const keyOf = (theta: Vector): string => Array.from(theta, exactNumber).join();

/** Thrown out of a rule that asks for its loss at a point that is not known yet. */
class Wanted extends Error {
  override readonly name = 'Wanted';
  readonly theta: Vector;

  constructor(theta: Vector) {
    super('servedRule: this comes back once L is known here');
    this.theta = theta;
  }
}

/** Every frame as it is after the wire. */
const overTheWire = (frame: Frame, encoding: Encoding): Frame =>
  encoding === 'json' ? decodeJson(encodeJson(frame)) : decodeBinary(encodeBinary(frame));

/**
 * A rule of this program as a subject that answers frames: every frame passes through its encoding.
 *
 * Where the rule asks for its loss elsewhere, EVAL goes out in place of the answer, and once that is answered the rule is
 * asked again from the start of the step: its functions are pure, and draw the same.
 */
export const servedRule = (
  rule: LearningRule,
  encoding: Encoding,
  { sent = unchanged, answered = unchanged }: Changes = {},
): Served => {
  const read = readHello(
    JSON.stringify({
      protocol: 1,
      name: rule.name ?? 'rule',
      encoding,
      hyperparameters: rule.hyperparameters ?? {},
      stepSize: rule.stepSize ?? 'used',
      domain: rule.domain ?? 'all',
      shapes: rule.shapes ?? 'vector',
      capabilities: ['eval', 'random', 'copy', 'memory'],
    }),
  );
  if ('fault' in read) throw new Error(read.fault);
  const instances = new Map<number, Instance>();
  const answers: Frame[] = [];
  let pending: { readonly asked: Frame; readonly known: Known; readonly at: string } | undefined;

  const answer = (asked: Frame, known: Known): Frame | undefined => {
    const { kind, instance, step } = asked;
    switch (kind) {
      case frameKinds.new: {
        const { hyperparameters, parameters, seed } = runOf(asked.text);
        const source = sourceAt(seed, -1);
        const loss = askedLoss(asked.values.length, known);
        const state = rule.init?.(asked.values, { loss, hyperparameters, parameters, random: source.random });
        instances.set(instance, { state, hyperparameters, parameters, seed });
        return frameOf(kind, { instance, flags: source.drew() ? frameFlags.drewRandom : 0 });
      }
      case frameKinds.step: {
        const run = instances.get(instance)!;
        const { hyperparameters, parameters } = run;
        const dimension = asked.values.length / 2;
        const source = sourceAt(run.seed, step);
        const context: RuleContext = {
          theta: asked.values.slice(0, dimension),
          gradient: asked.values.slice(dimension),
          stepSize: asked.a,
          step,
          time: asked.b,
          random: source.random,
          hyperparameters,
          loss: askedLoss(dimension, known),
          parameters,
        };
        const output = rule.update(context, run.state);
        if ('state' in output) run.state = output.state;
        const values = Float64Array.from(displacementOf(output, context.theta));
        return frameOf(kind, { instance, step, values, flags: source.drew() ? frameFlags.drewRandom : 0 });
      }
      case frameKinds.copy: {
        const run = instances.get(instance)!;
        instances.set(step, { ...run, state: structuredClone(run.state) });
        return frameOf(kind, { instance, step });
      }
      default:
        instances.delete(instance);
        return undefined;
    }
  };

  const answerOrAsk = (asked: Frame, known: Known): Frame | undefined => {
    pending = undefined;
    try {
      return answer(asked, known);
    } catch (error) {
      if (!(error instanceof Wanted)) throw error;
      pending = { asked, known, at: keyOf(error.theta) };
      const { instance, step } = asked;
      return frameOf(frameKinds.eval, {
        instance,
        step: asked.kind === frameKinds.step ? step : 0,
        values: error.theta,
      });
    }
  };

  return {
    hello: read.hello,
    channel: {
      send: (given) => {
        const frame = overTheWire(sent(given), encoding);
        const { asked, known, at } = pending ?? { asked: frame, known: new Map(), at: undefined };
        if (at !== undefined) known.set(at, frame);
        const returned = answerOrAsk(asked, known);
        if (returned) answers.push(overTheWire(answered(returned), encoding));
      },
      receive: () => answers.shift()!,
    },
  };
};

/** What NEW says in its text, as `update` is shown it. */
const runOf = (text: string): Omit<Instance, 'state'> => {
  const given: unknown = JSON.parse(text);
  const tensors: unknown = fieldOf(given, 'tensors');
  return {
    hyperparameters: Object.fromEntries(
      Object.entries(fieldOf(given, 'hyperparameters') ?? {}).map(([name, value]) => [name, Number(value)]),
    ),
    parameters: (Array.isArray(tensors) ? tensors : []).map(([name, from, to, shape]) => ({
      name: String(name),
      from: Number(from),
      to: Number(to),
      shape: Array.from(shape, Number),
    })),
    seed: Number(fieldOf(given, 'seed')),
  };
};

/** What a subject is told of a loss: nothing. */
export const unknownFacts: LossFacts = {
  convex: false,
  smooth: false,
  network: false,
  stochastic: false,
  timeVarying: false,
  degree: Number.POSITIVE_INFINITY,
};

/** All that the protocol can carry of a loss: L and ∇L at points that are asked for, at the time of the step. */
const askedLoss = (dimension: number, known: Known): Loss => {
  const at = (theta: Vector): Pick<Frame, 'a' | 'values'> => {
    const found = known.get(keyOf(theta));
    if (found) return found;
    throw new Wanted(theta.slice());
  };
  return {
    name: 'remote',
    dimension,
    facts: unknownFacts,
    value: (theta) => at(theta).a,
    gradient: (theta) => at(theta).values.slice(),
    roundoff: () => {
      throw new Error('servedRule: the protocol carries no rounding errors');
    },
  };
};
