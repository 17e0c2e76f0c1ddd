import { SubjectLost } from '../errors.ts';
import { withSquaredNorm } from '../losses/derived/withSquaredNorm.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { Loss, LossFacts } from '../types/loss.ts';
import type {
  Capabilities,
  Contract,
  InitialSetting,
  NamedRule,
  RuleCall,
  RuleContext,
  RuleOutput,
} from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { headerBytes } from './protocol/binaryFrame.ts';
import { type Channel, ChannelError, chunk, unexpected } from './protocol/channel.ts';
import { type Frame, frameFlags, frameKinds, frameOf } from './protocol/frame.ts';
import type { Hello, RemoteContract } from './protocol/hello.ts';

/** What the subject raised, in its own words. */
class RemoteFault extends Error {
  override readonly name = 'RemoteFault';
}

/** A frame that is answered, and what is made of the answer. */
interface Request<Answer = unknown> {
  readonly frame: Frame;
  readonly loss: Loss;
  readonly time: number;
  take(answer: Frame): Answer;
}

/** Frames that are under way at once: no more than a pipe holds, so that neither side waits for the other to read. */
const mostInFlight = 64;

/** As many of these frames as fit into a pipe; the first in any case. */
const fitting = (requests: readonly Pick<Request, 'frame'>[]): readonly Frame[] => {
  let bytes = 0;
  const end = requests.findIndex(({ frame: { text, values } }, i) => {
    bytes += headerBytes + 3 * text.length + 8 * values.length;
    return i > 0 && bytes > chunk;
  });
  return requests.slice(0, end < 0 ? requests.length : end).map(({ frame }) => frame);
};

/** Evaluations of one step: a line search takes some tens. */
const mostEvaluations = 1000;

/** A run of the subject, as its state: a number that the subject knows it by. */
interface Handle {
  readonly instance: number;
  /** The gradient that it was shown last. */
  shown: Vector | undefined;
}

const handleOf = (state: unknown): Handle => {
  if (isHandle(state)) return state;
  throw new TypeError('remoteRule: a state must be one that init made');
};

const isHandle = (state: unknown): state is Handle =>
  typeof state === 'object' && state !== null && 'instance' in state && 'shown' in state;

/**
 * A subject behind a channel as a rule: `init` begins a run of the subject, `update` is one message there and one back.
 * What it raises is thrown.
 *
 * @param lost how a subject was lost, in words, from how its channel ended
 * @throws SubjectLost from then on where the subject ends, or breaks the protocol
 */
export const remoteRule = (
  given: Pick<Channel, 'send' | 'receive'>,
  hello: Hello,
  lost: (error: ChannelError) => string,
): NamedRule => {
  const channel = losing(given, lost);
  const runs = instances(channel);
  const answerTo = ({ frame, loss, time }: Request): Frame => {
    for (let evaluations = 0; ; evaluations++) {
      const answer = channel.receive();
      if (answer.kind === frameKinds.fault) throw new RemoteFault(answer.text);
      const isDue =
        answer.kind === frame.kind &&
        answer.instance === frame.instance &&
        (frame.kind !== frameKinds.step || answer.step === frame.step);
      if (isDue) return answer;
      if (answer.kind !== frameKinds.eval || answer.values.length !== loss.dimension)
        throw new SubjectLost(unexpected(answer, `step ${frame.step}`).message);
      if (evaluations >= mostEvaluations) {
        throw new SubjectLost(
          `asked for more than ${mostEvaluations.toLocaleString('en')} evaluations in one step`,
        );
      }
      channel.send(
        frameOf(frameKinds.eval, {
          instance: answer.instance,
          step: answer.step,
          a: loss.value(answer.values, time),
          values: loss.gradient(answer.values, time),
        }),
      );
    }
  };
  const beginning = (
    theta: Vector,
    { loss, hyperparameters, parameters, random, seed }: InitialSetting,
  ): Request<Handle> => {
    const handle = runs.begin();
    const text = JSON.stringify({
      tensors: parameters.map(({ name, from, to, shape }) => [name, from, to, shape]),
      hyperparameters,
      seed: seed?.() ?? 0,
      watch: hello.capabilities.includes('memory'),
    });
    return {
      frame: frameOf(frameKinds.new, { instance: handle.instance, text, values: theta }),
      loss,
      time: 0,
      take: ({ flags }) => {
        if (flags & frameFlags.drewRandom) random();
        return handle;
      },
    };
  };
  const stepping = (context: RuleContext, state: unknown): Request<RuleOutput> => {
    const handle = handleOf(state);
    const { instance } = handle;
    const { theta, gradient, stepSize, step, time, loss, random } = context;
    const values = new Float64Array(2 * theta.length);
    values.set(theta);
    values.set(gradient, theta.length);
    return {
      frame: frameOf(frameKinds.step, { instance, step, a: stepSize, b: time, values }),
      loss,
      time,
      take: (answer) => {
        if (answer.flags & frameFlags.drewRandom) random();
        mirror(answer.flags, context, handle);
        handle.shown = gradient;
        return hello.returns === 'delta' ? answer.values : { theta: answer.values };
      },
    };
  };
  const exchange = <Answer>(request: Request<Answer>): Answer => {
    channel.send(request.frame);
    return request.take(answerTo(request));
  };
  // While it waits for the value of a loss it reads the next frame as that.
  const most = hello.capabilities.includes('eval') ? 1 : mostInFlight;
  const sent = new Map<number, number>();
  const ask = (calls: readonly RuleCall[]): readonly (() => unknown)[] => {
    const requests = calls.map((call) =>
      call.kind === 'init' ? beginning(call.theta, call.setting) : stepping(call.context, call.state),
    );
    let underWay = 0;
    return requests.map((request, i) => () => {
      if (i === underWay) {
        const frames = fitting(requests.slice(i, i + most));
        channel.send(...frames);
        underWay += frames.length;
        sent.set(frames.length, (sent.get(frames.length) ?? 0) + 1);
      }
      return request.take(answerTo(request));
    });
  };
  const update = (context: RuleContext, state: unknown): RuleOutput => exchange(stepping(context, state));
  return {
    ...completeRule({
      name: hello.name,
      ...(hello.source !== undefined && { source: hello.source }),
      contract: contractOf(hello.contract),
      traits: hello.traits,
      domain: hello.domain,
      precision: hello.precision,
      ...(hello.arithmetic !== undefined && { arithmetic: hello.arithmetic }),
      roundings: hello.roundings,
      stepSize: hello.stepSize,
      hyperparameters: hello.hyperparameters,
      shapes: hello.shapes,
      init: (theta, setting) => exchange(beginning(theta, setting)),
      update,
    }),
    together: { of: update, ask, sent },
    declaredIn: 'python' in (hello.versions ?? {}) ? 'python' : 'hello',
    capabilities: capabilitiesOf(hello),
    ...(hello.capabilities.includes('copy') && {
      copyState: (state: unknown): unknown => {
        const { instance } = handleOf(state);
        const copy = runs.begin();
        const request = { instance, step: copy.instance, flags: frameFlags.throughCheckpoint };
        channel.send(frameOf(frameKinds.copy, request));
        const answer = channel.receive();
        if (answer.kind === frameKinds.fault) throw new RemoteFault(answer.text);
        if (answer.kind !== frameKinds.copy || answer.step !== copy.instance)
          throw new SubjectLost(unexpected(answer, 'COPY').message);
        return copy;
      },
    }),
  };
};

const capabilitiesOf = ({ capabilities }: Hello): Capabilities => ({
  copy: capabilities.includes('copy'),
  memory: capabilities.includes('memory'),
  random: false,
  seeded: capabilities.includes('random'),
  eval: capabilities.includes('eval'),
  globals: false,
});

/** The channel, which once it has ended says so at every call. */
const losing = (
  { send, receive }: Pick<Channel, 'send' | 'receive'>,
  lost: (error: ChannelError) => string,
): Pick<Channel, 'send' | 'receive'> => {
  let ended: SubjectLost | undefined;
  const guarded =
    <Arguments extends readonly unknown[], Result>(call: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      if (ended) throw ended;
      try {
        return call(...given);
      } catch (error) {
        if (!(error instanceof ChannelError)) throw error;
        ended = new SubjectLost(lost(error), { cause: error, neverReturns: error.how === 'stuck' });
        throw ended;
      }
    };
  return { send: guarded(send), receive: guarded(receive) };
};

/** What the subject says that it did to its own arrays is done to those that it was shown, where checks look for it. */
const mirror = (flags: number, { gradient }: RuleContext, { shown }: Handle): void => {
  if (flags & frameFlags.changedGradient) gradient[0] = gradient[0] === 0 ? 1 : 2 * gradient[0]!;
  if (shown && flags & frameFlags.changedKeptGradient) shown[0] = shown[0] === 0 ? 1 : 2 * shown[0]!;
};

/** Gives runs their numbers, and tells the subject of those that nothing here knows any more. */
const instances = (channel: Pick<Channel, 'send'>): { begin(): Handle } => {
  let last = 0;
  let forgotten: number[] = [];
  const registry = new FinalizationRegistry<number>((instance) => forgotten.push(instance));
  return {
    begin: () => {
      if (forgotten.length > 0)
        channel.send(...forgotten.map((instance) => frameOf(frameKinds.free, { instance })));
      forgotten = [];
      const handle: Handle = { instance: ++last, shown: undefined };
      registry.register(handle, last);
      return handle;
    },
  };
};

const contractOf = ({
  effective,
  maxRelativeStepSize,
  losses,
  minCosine,
  l2,
  expected,
}: RemoteContract): Contract => ({
  ...(expected && { expected }),
  ...(effective !== undefined && { effective }),
  ...(maxRelativeStepSize !== undefined && {
    // As `0.2 / loss.smoothness` in JavaScript: where β is not known, nothing is promised.
    maxStepSize: ({ smoothness = Number.NaN }) => maxRelativeStepSize / smoothness,
  }),
  ...(losses && { losses: isNames(losses) ? losses : (facts) => hasFacts(facts, losses) }),
  ...(minCosine !== undefined && { minCosine }),
  ...(l2 !== undefined &&
    l2 > 0 && {
      objective: (loss, { weight_decay: drawn = l2 }) => withSquaredNorm(loss, drawn),
    }),
});

const isNames = (losses: NonNullable<RemoteContract['losses']>): losses is readonly string[] =>
  Array.isArray(losses);

const hasFacts = (facts: LossFacts, wanted: Readonly<Record<string, boolean>>): boolean =>
  Object.entries(wanted).every(([name, value]) => Reflect.get(facts, name) === value);
