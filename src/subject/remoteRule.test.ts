import { describe, expect, it } from 'vitest';
import { seededRandom } from '../linalg/seeded.ts';
import quadratic from '../losses/quadratic.ts';
import type { RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { ChannelError } from './protocol/channel.ts';
import { type Frame, frameFlags, frameKinds, frameOf } from './protocol/frame.ts';
import { type Hello, readHello } from './protocol/hello.ts';
import { remoteRule } from './remoteRule.ts';

const helloOf = (fields: object): Hello => {
  const read = readHello(JSON.stringify({ protocol: 1, name: 'far', capabilities: ['copy'], ...fields }));
  if ('fault' in read) throw new Error(read.fault);
  return read.hello;
};

const loss = quadratic.build(quadratic.draw(2, seededRandom(1)));

const contextOf = (theta: Vector, gradient: Vector): RuleContext => ({
  theta,
  gradient,
  stepSize: 0.1,
  step: 0,
  time: 0,
  random: seededRandom(1),
  hyperparameters: {},
  loss,
  parameters: [],
});

/** A subject that acknowledges everything, and moves by 1; `change` is what becomes of its answers. */
const far = (fields: object = {}, change = (answer: Frame): Frame => answer) => {
  const sent: Frame[] = [];
  const due: Frame[] = [];
  const writes: number[] = [];
  const send = (...frames: readonly Frame[]): void => {
    writes.push(frames.length);
    sent.push(...frames);
    for (const { kind, instance, step, values: given } of frames) {
      const values = new Float64Array(kind === frameKinds.step ? given.length / 2 : 0).fill(1);
      if (kind !== frameKinds.free) due.push(change(frameOf(kind, { instance, step, values })));
    }
  };
  const rule = remoteRule({ send, receive: () => due.shift()! }, helloOf(fields), ({ message }) => message);
  const begin = (): unknown =>
    rule.init?.(Float64Array.of(1, 2), {
      loss,
      hyperparameters: {},
      parameters: [],
      random: seededRandom(1),
    });
  const step = (state: unknown, gradient: Vector = Float64Array.of(0, 4)) =>
    rule.update(contextOf(Float64Array.of(1, 2), gradient), state);
  const together = (count: number, dimension = 2): readonly unknown[] => {
    const setting = { loss, hyperparameters: {}, parameters: [], random: seededRandom(1) };
    const begun = rule.together?.ask(
      Array.from({ length: count }, () => ({ kind: 'init', theta: new Float64Array(dimension), setting })),
    );
    const states = begun?.map((answer) => answer()) ?? [];
    writes.length = 0;
    const context = contextOf(new Float64Array(dimension), new Float64Array(dimension));
    const answers = rule.together?.ask(states.map((state) => ({ kind: 'update', context, state })));
    return answers?.map((answer) => answer()) ?? [];
  };
  return { rule, sent, writes, begin, step, together };
};

describe('remoteRule(channel, hello, lost).together', () => {
  it('writes many calls at once, and reads their answers in order', () => {
    const { rule, sent, writes, together } = far();
    expect(together(5)).toEqual(Array(5).fill(Float64Array.of(1, 1)));
    expect(writes).toEqual([5]);
    expect(sent.map(({ kind }) => kind)).toEqual([...Array(5).fill(2), ...Array(5).fill(3)]);
    expect(sent.map(({ instance }) => instance)).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]);
    expect([...(rule.together?.sent ?? [])]).toEqual([[5, 2]]);
    expect(rule.together?.of).toBe(rule.update);
  });

  it('has no more under way than a pipe holds, and one where the subject may ask for the loss', () => {
    const [wide, many, asking] = [far(), far(), far({ capabilities: ['eval'] })];
    wide.together(9, 1000);
    expect(wide.writes).toEqual([4, 4, 1]);
    many.together(100);
    expect(many.writes).toEqual([64, 36]);
    asking.together(3);
    expect(asking.writes).toEqual([1, 1, 1]);
  });
});

describe('remoteRule(channel, hello, lost)', () => {
  it('hands Δθ or θ on as what the subject says it is', () => {
    const moved = Float64Array.of(1, 1);
    const [one, other] = [far(), far({ returns: 'theta' })];
    expect(one.step(one.begin())).toEqual(moved);
    expect(other.step(other.begin())).toEqual({ theta: moved });
  });

  it('begins with the seed 0 where the setting has none', () => {
    const { begin, sent } = far();
    begin();
    expect(JSON.parse(sent[0]!.text)).toMatchObject({ seed: 0, watch: false });
  });

  it('declares the arithmetic and the contract that the subject states', () => {
    const contract = { minCosine: 0.5, maxRelativeStepSize: 2 };
    const { rule } = far({ precision: 'float16', arithmetic: 'float16', contract });
    expect(rule.arithmetic).toBe('float16');
    expect(rule.contract.minCosine).toBe(0.5);
    expect(rule.contract.maxStepSize?.({ ...loss, smoothness: 4 })).toBe(0.5);
    const { smoothness: _, ...rough } = loss;
    expect(rule.contract.maxStepSize?.(rough)).toBeNaN();
  });

  it('changes a gradient where the subject says that it did, also one of 0', () => {
    const flags = frameFlags.changedGradient | frameFlags.changedKeptGradient;
    const { begin, step } = far({}, (answer) => ({ ...answer, flags }));
    const state = begin();
    const [first, second, third] = [Float64Array.of(0, 4), Float64Array.of(3, 4), Float64Array.of(3, 4)];
    step(state, first);
    expect(first).toEqual(Float64Array.of(1, 4));
    first[0] = 0;
    step(state, second);
    expect([first, second]).toEqual([Float64Array.of(1, 4), Float64Array.of(6, 4)]);
    step(state, third);
    expect(second).toEqual(Float64Array.of(12, 4));
  });

  it('copies a run, and says what the subject answers instead', () => {
    const copied = (change?: (answer: Frame) => Frame): unknown => {
      const { rule, begin } = far({}, (answer) =>
        answer.kind === frameKinds.copy && change ? change(answer) : answer,
      );
      return rule.copyState?.(begin());
    };
    expect(copied()).toMatchObject({ instance: 2 });
    expect(() =>
      copied((answer) => ({ ...answer, kind: frameKinds.fault, text: 'cannot be pickled' })),
    ).toThrow('cannot be pickled');
    expect(() => copied((answer) => ({ ...answer, step: 7 }))).toThrow(
      'answered COPY with COPY of instance 1, step 7',
    );
    expect(() => far().rule.copyState?.(undefined)).toThrow('a state must be one that init made');
  });

  it('says again how its channel ended, and passes on what is no ending of it', () => {
    const failing = (error: Error) => {
      let calls = 0;
      const send = (): never => {
        calls++;
        throw error;
      };
      const { begin } = { begin: remoteRule({ send, receive: send }, helloOf({}), () => 'was lost').init };
      const setting = { loss, hyperparameters: {}, parameters: [], random: seededRandom(1) };
      const caught = [0, 1].map(() => {
        try {
          return begin?.(Float64Array.of(1, 2), setting);
        } catch (thrown) {
          return thrown;
        }
      });
      return { calls, caught };
    };
    const ended = failing(new ChannelError('left', 'said goodbye'));
    expect(ended.calls).toBe(1);
    expect(ended.caught).toEqual([0, 1].map(() => expect.objectContaining({ message: 'was lost' })));
    const own = new TypeError('of this program');
    expect(failing(own)).toEqual({ calls: 2, caught: [own, own] });
  });
});
