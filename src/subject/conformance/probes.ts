import { plural } from '../../numbers.ts';
import type { Vector } from '../../types/vector.ts';
import { type Frame, frameFlags, frameKinds, frameOf, kindName } from '../protocol/frame.ts';
import { readHello } from '../protocol/hello.ts';
import { Nonconformance, type Talk } from './talk.ts';

/** One thing that is asked of a subject. */
export interface Probe {
  /** The messages that it is about. */
  readonly about: string;
  /** What has to be so, in words. */
  readonly claim: string;
  /** Why a subject is not asked, in words; undefined where it is. */
  readonly skip?: (talk: Talk) => string | undefined;
  /** @throws Nonconformance with what is wrong */
  readonly look: (talk: Talk) => Promise<void>;
}

const refuse = (says: string): never => {
  throw new Nonconformance(says);
};

const sameBits = (a: Vector, b: Vector): boolean =>
  a.length === b.length && a.every((x, i) => Object.is(x, b[i]));

/** The start of a run, and its gradients: ordinary numbers, a zero, a sign that changes. */
const start = Float64Array.of(1, -2, 0.5);
const slopes = (step: number): Vector => Float64Array.of(0.25 * (step + 1), step % 2 === 0 ? -1 : 1, 0);

const newFrame = (talk: Talk, instance: number, theta: Vector = start): Frame =>
  frameOf(frameKinds.new, {
    instance,
    text: JSON.stringify({
      tensors: [['theta', 0, theta.length, [theta.length]]],
      hyperparameters: Object.fromEntries(
        Object.entries(talk.hello.hyperparameters).map(([name, range]) => [name, range.default]),
      ),
      seed: 7,
      watch: true,
    }),
    values: theta,
  });

const begin = async (talk: Talk, theta: Vector = start): Promise<number> => {
  const instance = talk.fresh();
  const answer = await talk.ask(newFrame(talk, instance, theta));
  if (answer.kind === frameKinds.fault) refuse(`answers NEW with a fault: ${answer.text}`);
  if (answer.kind !== frameKinds.new || answer.instance !== instance)
    refuse(`answers NEW of instance ${instance} with ${told(answer)}`);
  return instance;
};

const told = ({ kind, instance, step }: Frame): string =>
  `${kindName(kind)} of instance ${instance}, step ${step}`;

const stepFrame = (
  instance: number,
  step: number,
  theta: Vector,
  gradient: Vector,
  stepSize = 0.125,
): Frame => {
  const values = new Float64Array(2 * theta.length);
  values.set(theta);
  values.set(gradient, theta.length);
  return frameOf(frameKinds.step, { instance, step, a: stepSize, b: step * stepSize, values });
};

/** What came of a step: Δ or θ′. */
const stepped = (answer: Frame, asked: Frame): Vector => {
  if (answer.kind === frameKinds.fault) refuse(`answers STEP with a fault: ${answer.text}`);
  if (answer.kind !== frameKinds.step || answer.instance !== asked.instance || answer.step !== asked.step)
    refuse(`answers ${told(asked)} with ${told(answer)}`);
  const size = asked.values.length / 2;
  if (answer.values.length !== size)
    refuse(`answers a step in ${plural(size, 'dimension')} with ${plural(answer.values.length, 'number')}`);
  return answer.values;
};

const moved = ({ hello }: Talk, theta: Vector, values: Vector): Vector =>
  hello.returns === 'theta' ? values : theta.map((x, i) => x + values[i]!);

/** The answers to some steps of a run, in closed loop. */
const walk = async (
  talk: Talk,
  instance: number,
  steps: number,
  from: Vector = start,
  first = 0,
): Promise<readonly Vector[]> => {
  const answers: Vector[] = [];
  let theta = from;
  for (let step = first; step < first + steps; step++) {
    const asked = stepFrame(instance, step, theta, slopes(step));
    const values = stepped(await talk.ask(asked), asked);
    answers.push(values);
    theta = moved(talk, theta, values);
  }
  return answers;
};

const after = (talk: Talk, answers: readonly Vector[]): Vector =>
  answers.reduce((theta, values) => moved(talk, theta, values), start);

const agree = (one: readonly Vector[], other: readonly Vector[], words: string): void => {
  const at = one.findIndex((values, k) => !sameBits(values, other[k] ?? new Float64Array(0)));
  if (at >= 0) refuse(`${words}: step ${at} differs`);
};

/** A fault that the subject has to answer with, and live on. */
const faulty = async (talk: Talk, asked: Frame, words: string): Promise<void> => {
  const answer = await talk.ask(asked);
  if (answer.kind !== frameKinds.fault) refuse(`answers ${words} with ${told(answer)}, not with a FAULT`);
  if (answer.text.trim() === '') refuse(`answers ${words} with a FAULT that says nothing`);
  if (/\n./.test(answer.text)) refuse(`answers ${words} with a FAULT of several lines`);
  if (answer.instance !== asked.instance)
    refuse(`answers ${words} with a FAULT of instance ${answer.instance}, not ${asked.instance}`);
};

const lacks =
  (capability: 'copy' | 'eval') =>
  ({ hello }: Talk): string | undefined =>
    hello.capabilities.includes(capability) ? undefined : `it does not have the capability "${capability}"`;

/** Everything that is asked of a subject, in this order. */
export const probes: readonly Probe[] = [
  {
    about: 'HELLO',
    claim: 'a second HELLO is answered like the first, with its own nonce',
    look: async (talk) => {
      const answer = await talk.ask(
        frameOf(frameKinds.hello, { a: 77, text: JSON.stringify({ protocol: 1, nonce: 77 }) }),
      );
      if (answer.kind !== frameKinds.hello) refuse(`answers it with ${told(answer)}`);
      if (answer.a !== 77) refuse(`answers it with the nonce ${answer.a}, not 77`);
      const read = readHello(answer.text);
      if ('fault' in read) refuse(read.fault);
      else if (read.hello.name !== talk.hello.name)
        refuse(`calls itself "${read.hello.name}" the second time`);
    },
  },
  {
    about: 'NEW',
    claim: 'a new instance is acknowledged by its number',
    look: async (talk) => void (await begin(talk)),
  },
  {
    about: 'STEP',
    claim: 'a step is answered by its instance and its number, with as many finite numbers as θ has',
    look: async (talk) => {
      const answers = await walk(talk, await begin(talk), 4);
      if (!answers.every((values) => values.every(Number.isFinite)))
        refuse('answers ordinary numbers with NaN or infinity');
    },
  },
  {
    about: 'STEP',
    claim: 'the same run of the same seed gives the same bits',
    look: async (talk) => {
      const one = await walk(talk, await begin(talk), 6);
      agree(one, await walk(talk, await begin(talk), 6), 'two runs from the same seed differ');
    },
  },
  {
    about: 'STEP',
    claim: 'runs that take turns do not touch each other',
    look: async (talk) => {
      const alone = await walk(talk, await begin(talk), 4);
      const [host, guest] = [
        await begin(talk),
        await begin(
          talk,
          start.map((x) => 3 * x + 1),
        ),
      ];
      const turns: Vector[] = [];
      for (let step = 0; step < 4; step++) {
        turns.push(...(await walk(talk, host, 1, after(talk, turns), step)));
        await walk(
          talk,
          guest,
          1,
          start.map((x) => 3 * x - step),
          step,
        );
      }
      agree(alone, turns, 'a run that takes turns with another differs from the same run alone');
    },
  },
  {
    about: 'STEP',
    claim: 'a step size of 0 moves nothing',
    skip: ({ hello }) => (hello.stepSize === 'internal' ? 'it chooses its own step size' : undefined),
    look: async (talk) => {
      const asked = stepFrame(await begin(talk), 0, start, slopes(0), 0);
      const values = stepped(await talk.ask(asked), asked);
      const next = moved(talk, start, values);
      if (!next.every((x, i) => x === start[i]))
        refuse(
          `moves θ = [${start.join(', ')}] to [${next.join(', ')}]; it says returns = "${talk.hello.returns}"`,
        );
    },
  },
  {
    about: 'STEP',
    claim: 'several steps of several instances that come at once are answered in their order',
    skip: ({ hello }) =>
      hello.capabilities.includes('eval')
        ? 'it may ask for evaluations, which come one at a time'
        : undefined,
    look: async (talk) => {
      const instances = [];
      for (let k = 0; k < 8; k++) instances.push(await begin(talk));
      const asked = instances.map((instance) => stepFrame(instance, 0, start, slopes(0)));
      for (const frame of asked) talk.send(frame);
      for (const frame of asked)
        stepped(await talk.receive('a step that came with others', frameKinds.step), frame);
    },
  },
  {
    about: 'STEP',
    claim: 'a step of 12,288 dimensions, more than a pipe holds at once, is answered whole',
    look: async (talk) => {
      const theta = Float64Array.from({ length: 12_288 }, (_, i) => 1 + i / 12_288);
      const asked = stepFrame(await begin(talk, theta), 0, theta, theta);
      stepped(await talk.ask(asked), asked);
    },
  },
  {
    about: 'STEP',
    claim: '−0, the smallest and the greatest numbers come through',
    look: async (talk) => {
      const theta = Float64Array.of(-0, 5e-324, 1e300);
      const asked = stepFrame(await begin(talk, theta), 0, theta, Float64Array.of(0, 0, 0), 0);
      stepped(await talk.ask(asked), asked);
    },
  },
  {
    about: 'EVAL',
    claim: 'an evaluation that it asks for during a step names θ in full',
    skip: lacks('eval'),
    look: async (talk) => {
      const before = talk.evaluations();
      await walk(talk, await begin(talk), 3);
      if (talk.evaluations() === before)
        refuse(
          'has the capability "eval" and asked for no evaluation in three steps; leave the capability out',
        );
    },
  },
  {
    about: 'COPY',
    claim: 'a copy continues the run bit for bit, and leaves the original as it was',
    skip: lacks('copy'),
    look: async (talk) => {
      const whole = await walk(talk, await begin(talk), 6);
      for (const flags of [0, frameFlags.throughCheckpoint]) {
        const instance = await begin(talk);
        const half = await walk(talk, instance, 3);
        const copy = talk.fresh();
        const answer = await talk.ask(frameOf(frameKinds.copy, { instance, step: copy, flags }));
        if (answer.kind !== frameKinds.copy || answer.step !== copy)
          refuse(
            `answers COPY of instance ${instance} to ${copy} with ${answer.kind === frameKinds.fault ? answer.text : told(answer)}`,
          );
        const how = flags ? 'a copy through a checkpoint' : 'a copy';
        agree(whole.slice(3), await walk(talk, copy, 3, after(talk, half), 3), `${how} departs from the run`);
        agree(
          whole.slice(3),
          await walk(talk, instance, 3, after(talk, half), 3),
          `the original departs after ${how}`,
        );
      }
    },
  },
  {
    about: 'FREE',
    claim: 'an instance is freed in silence',
    look: async (talk) => {
      const instance = await begin(talk);
      talk.send(frameOf(frameKinds.free, { instance }));
      if (!(await talk.isSilent())) refuse('answers FREE, which has no answer');
      await faulty(talk, stepFrame(instance, 0, start, slopes(0)), 'a step of an instance that was freed');
    },
  },
  {
    about: 'FAULT',
    claim: 'what cannot be done is answered with a FAULT of one line, and the subject goes on',
    look: async (talk) => {
      const instance = await begin(talk);
      await faulty(talk, stepFrame(9999, 0, start, slopes(0)), 'a step of an unknown instance');
      await faulty(talk, frameOf(frameKinds.step, { instance, values: start }), 'a step without a gradient');
      await faulty(talk, frameOf(42, { instance }), 'a message of an unknown kind');
      await walk(talk, instance, 2);
    },
  },
];
