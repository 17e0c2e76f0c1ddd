import { describe, expect, it } from 'vitest';
import type { Vector } from '../../types/vector.ts';
import { ChannelError } from '../protocol/channel.ts';
import type { Child } from '../protocol/child.ts';
import { type Frame, frameKinds, frameOf } from '../protocol/frame.ts';
import { type Hello, readHello } from '../protocol/hello.ts';
import { probes } from './probes.ts';
import { type Heard, Nonconformance, talkTo, Unasked } from './talk.ts';

const told = {
  protocol: 1,
  name: 'descent',
  capabilities: ['copy'],
  hyperparameters: { rate: { default: 1, min: 0, max: 1 } },
};

const helloOf = (fields: object): Hello => {
  const read = readHello(JSON.stringify({ ...told, ...fields }));
  if ('fault' in read) throw new Error(read.fault);
  return read.hello;
};

const nothingHeard = (): Heard => ({ answered: new Set(), unanswered: new Set() });

/** What a subject answers, changed on its way, in one frame or several, or none. */
type Spoil = (answer: Frame, asked: Frame) => Frame | readonly Frame[];

/** Descent with a momentum of a half. With `asks` it asks for an evaluation of θ at each step before it answers. */
const descent = ({ returns }: Hello, asks: boolean) => {
  const runs = new Map<number, Vector>();
  let pending: Frame | undefined;
  const moves = ({ instance, step, a, values }: Frame, run: Vector): Frame => {
    const size = run.length;
    const next = run.map((v, i) => v / 2 - a * values[size + i]!);
    runs.set(instance, next);
    const moved = returns === 'theta' ? next.map((x, i) => x + values[i]!) : next;
    return frameOf(frameKinds.step, { instance, step, values: moved });
  };
  const answer = (asked: Frame): readonly Frame[] => {
    const { kind, instance, step, values } = asked;
    if (kind === frameKinds.hello) return [frameOf(kind, { a: asked.a, text: JSON.stringify(told) })];
    if (kind === frameKinds.free) {
      runs.delete(instance);
      return [];
    }
    if (kind === frameKinds.new) {
      runs.set(instance, new Float64Array(values.length));
      return [frameOf(kind, { instance })];
    }
    const run = runs.get(instance);
    if (kind === frameKinds.copy && run) {
      runs.set(step, run);
      return [frameOf(kind, { instance, step })];
    }
    if (kind === frameKinds.eval && pending && run) return [moves(pending, run)];
    if (kind !== frameKinds.step || !run || values.length !== 2 * run.length)
      return [frameOf(frameKinds.fault, { instance, step, text: 'cannot be done' })];
    pending = asked;
    return asks
      ? [frameOf(frameKinds.eval, { instance, step, values: values.slice(0, run.length) })]
      : [moves(asked, run)];
  };
  return answer;
};

interface Setting {
  readonly hello?: object;
  readonly asks?: boolean;
  readonly spoil?: Spoil;
}

/** A subject in this process; `sent` holds what it was sent. */
const subject = ({ hello: fields = {}, asks = false, spoil = (answer) => answer }: Setting) => {
  const hello = helloOf(fields);
  const answer = descent(hello, asks);
  const due: Frame[] = [];
  const sent: Frame[] = [];
  const receive = (): Frame => due.shift()!;
  const child: Child = {
    channel: {
      send: (frame) => {
        sent.push(frame);
        due.push(...answer(frame).flatMap((each) => spoil(each, frame)));
      },
      receive,
      poll: receive,
      speak: () => {},
    },
    printed: () => '',
    interrupt: async () => {},
    close: () => {},
  };
  return { child, hello, sent };
};

/** What the probes about a kind, or that with these words in its claim, find wrong. */
const findings = async (which: string, setting: Setting = {}): Promise<readonly string[]> => {
  const { child, hello } = subject(setting);
  const talk = talkTo(child, hello, nothingHeard());
  const found: string[] = [];
  for (const { about, claim, skip, look } of probes) {
    if (!`${about}: ${claim}`.includes(which) || skip?.(talk) !== undefined) continue;
    await look(talk).catch((error: unknown) => {
      if (!(error instanceof Nonconformance)) throw error;
      found.push(error.message);
    });
  }
  return found;
};

const fault = frameOf(frameKinds.fault, { text: 'no' });
const ofKind =
  (kind: number, change: (answer: Frame) => Frame): Spoil =>
  (answer) =>
    answer.kind === kind ? change(answer) : answer;

describe('a probe', () => {
  it.each([
    ['displacements', {}],
    ['parameters', { hello: { returns: 'theta' } }],
    ['its own step sizes', { hello: { stepSize: 'internal' } }],
    ['steps after evaluations', { hello: { capabilities: ['eval', 'copy'] }, asks: true }],
  ] satisfies readonly (readonly [string, Setting])[])(
    'finds nothing wrong with a subject that answers with %s',
    async (_what, setting) => {
      expect(await findings('', setting)).toEqual([]);
    },
  );

  it('is not asked where it makes no sense', () => {
    const reasons = (setting: Setting): readonly (string | undefined)[] => {
      const { child, hello } = subject(setting);
      return probes.flatMap(({ skip }) => (skip ? [skip(talkTo(child, hello, nothingHeard()))] : []));
    };
    expect(reasons({ hello: { stepSize: 'internal', capabilities: ['eval'] } })).toEqual([
      'it chooses its own step size',
      'it may ask for evaluations, which come one at a time',
      undefined,
      'it does not have the capability "copy"',
    ]);
    expect(reasons({})).toEqual([undefined, undefined, 'it does not have the capability "eval"', undefined]);
  });

  const { hello, new: begun, step, copy, fault: refusal } = frameKinds;
  it.each([
    ['HELLO', ofKind(hello, () => fault), 'answers it with FAULT of instance 0, step 0'],
    ['HELLO', ofKind(hello, (answer) => ({ ...answer, a: 78 })), 'answers it with the nonce 78, not 77'],
    ['HELLO', ofKind(hello, (answer) => ({ ...answer, text: '{' })), 'answers HELLO with what is no JSON: {'],
    [
      'HELLO',
      ofKind(hello, (answer) => ({ ...answer, text: answer.text.replace('descent', 'ascent') })),
      'calls itself "ascent" the second time',
    ],
    ['NEW', ofKind(begun, () => fault), 'answers NEW with a fault: no'],
    [
      'NEW',
      ofKind(begun, (answer) => ({ ...answer, instance: 9 })),
      'answers NEW of instance 1 with NEW of instance 9, step 0',
    ],
    ['with as many finite numbers', ofKind(step, () => fault), 'answers STEP with a fault: no'],
    [
      'with as many finite numbers',
      ofKind(step, (answer) => ({ ...answer, step: 5 })),
      'answers STEP of instance 1, step 0 with STEP of instance 1, step 5',
    ],
    [
      'with as many finite numbers',
      ofKind(step, (answer) => ({ ...answer, values: answer.values.slice(1) })),
      'answers a step in 3 dimensions with 2 numbers',
    ],
    [
      'with as many finite numbers',
      ofKind(step, (answer) => ({ ...answer, values: answer.values.map(() => Number.NaN) })),
      'answers ordinary numbers with NaN or infinity',
    ],
    [
      'of the same seed',
      ofKind(step, (answer) => ({ ...answer, values: answer.values.map((x) => x * answer.instance) })),
      'two runs from the same seed differ: step 0 differs',
    ],
    [
      'take turns',
      ofKind(step, (answer) => ({
        ...answer,
        values: answer.values.map((x) => x + (answer.instance === 2 ? answer.step : 0)),
      })),
      'a run that takes turns with another differs from the same run alone: step 1 differs',
    ],
    [
      'a step size of 0',
      ofKind(step, (answer) => ({ ...answer, values: Float64Array.of(1, 0, 0) })),
      'moves θ = [1, -2, 0.5] to [2, -2, 0.5]; it says returns = "delta"',
    ],
    ['COPY', ofKind(copy, () => fault), 'answers COPY of instance 2 to 3 with no'],
    [
      'COPY',
      ofKind(copy, (answer) => ({ ...answer, step: 0 })),
      'answers COPY of instance 2 to 3 with COPY of instance 2, step 0',
    ],
    [
      'COPY',
      ofKind(step, (answer) => ({
        ...answer,
        values: answer.values.map((x) => x + +(answer.instance === 3)),
      })),
      'a copy departs from the run: step 0 differs',
    ],
    [
      'FAULT',
      ofKind(refusal, (answer) => ({ ...answer, kind: step })),
      'answers a step of an unknown instance with STEP of instance 9999, step 0, not with a FAULT',
    ],
    [
      'FAULT',
      ofKind(refusal, (answer) => ({ ...answer, text: ' ' })),
      'answers a step of an unknown instance with a FAULT that says nothing',
    ],
    [
      'FAULT',
      ofKind(refusal, (answer) => ({ ...answer, text: 'a\nb' })),
      'answers a step of an unknown instance with a FAULT of several lines',
    ],
    [
      'FAULT',
      ofKind(refusal, (answer) => ({ ...answer, instance: 3 })),
      'answers a step of an unknown instance with a FAULT of instance 3, not 9999',
    ],
  ] satisfies readonly (readonly [string, Spoil, string])[])(
    'about %s says what is wrong: %#',
    async (which, spoil, says) => {
      expect(await findings(`${which}`, { spoil })).toContain(says);
    },
  );

  it('about EVAL wants an evaluation where the capability is stated', async () => {
    const [says, ...others] = await findings('EVAL:', { hello: { capabilities: ['eval'] } });
    expect(says).toMatch(/^has the capability "eval" and asked for no evaluation in three steps/);
    expect(others).toEqual([]);
  });
});

describe('talkTo(child, hello, heard).ask(frame)', () => {
  const stepOf = (...values: readonly number[]): Frame =>
    frameOf(frameKinds.step, { instance: 1, values: Float64Array.from(values) });
  const begin = frameOf(frameKinds.new, { instance: 1, values: Float64Array.of(3, 4) });

  it('answers evaluations with L = ½‖θ‖² and its gradient, and counts them', async () => {
    const { child, hello, sent } = subject({ hello: { capabilities: ['eval'] }, asks: true });
    const talk = talkTo(child, hello, nothingHeard());
    await talk.ask(begin);
    expect((await talk.ask(stepOf(3, 4, 1, 1))).kind).toBe(frameKinds.step);
    expect(talk.evaluations()).toBe(1);
    expect(sent.at(-1)).toMatchObject({ kind: frameKinds.eval, a: 12.5, values: Float64Array.of(3, 4) });
  });

  it('refuses an evaluation without the capability, or of another dimension', async () => {
    const asking = async (setting: Setting): Promise<Frame> => {
      const { child, hello } = subject({ asks: true, ...setting });
      const talk = talkTo(child, hello, nothingHeard());
      await talk.ask(begin);
      return talk.ask(stepOf(3, 4, 1, 1));
    };
    await expect(asking({})).rejects.toThrow('asks for an evaluation (EVAL) without the capability "eval"');
    const spoil = ofKind(frameKinds.eval, (answer) => ({ ...answer, values: Float64Array.of(3) }));
    await expect(asking({ hello: { capabilities: ['eval'] }, spoil })).rejects.toThrow(
      'asks for an evaluation (EVAL) in 1 dimension, θ has 2',
    );
  });

  it('does not ask again what had no answer, and whose kind never had one', async () => {
    const { child, hello, sent } = subject({});
    const heard = { ...nothingHeard(), unanswered: new Set([frameKinds.new]) };
    await expect(talkTo(child, hello, heard).ask(begin)).rejects.toThrow(new Unasked('NEW has no answer'));
    expect(sent).toEqual([]);
    const other = nothingHeard();
    await talkTo(child, hello, other).ask(begin);
    expect(other).toEqual({ answered: new Set([frameKinds.new]), unanswered: new Set() });
  });

  it('says how a channel ended, and passes on what is no ending of it', async () => {
    const failing = (error: Error): Promise<Frame> => {
      const { child, hello } = subject({});
      const poll = (): never => {
        throw error;
      };
      return talkTo({ ...child, channel: { ...child.channel, poll } }, hello, nothingHeard()).ask(begin);
    };
    await expect(failing(new ChannelError('left', 'said goodbye'))).rejects.toThrow(
      new Nonconformance('said goodbye where NEW of instance 1 was due'),
    );
    await expect(failing(new TypeError('of this program'))).rejects.toThrow(TypeError);
  });
});
