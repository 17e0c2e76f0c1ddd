import { describe, expect, it } from 'vitest';
import { runTrajectory } from '../../src/dynamics/trajectory.ts';
import linear from '../../src/losses/linear.ts';
import { type Frame, frameKinds, frameOf } from '../../src/subject/protocol/frame.ts';
import { remoteRule } from '../../src/subject/remoteRule.ts';
import type { LearningRule } from '../../src/types/rule.ts';
import { drawingBySeed } from './drawingBySeed.ts';
import { servedRule } from './servedRule.ts';

/** Goes by the number of steps that it has taken. */
const counting: LearningRule<{ count: number }> = {
  init: () => ({ count: 0 }),
  update: ({ theta }, state) => {
    state.count++;
    return theta.map(() => state.count);
  },
};

const plane = linear.build({ slope: [1] });
const run = { theta: [1], stepSize: 1, steps: 1, seed: 1, hyperparameters: {} };
const begin = frameOf(frameKinds.new, { instance: 1, text: '{"seed":1}', values: Float64Array.of(1) });
const stepOf = (instance: number): Frame =>
  frameOf(frameKinds.step, { instance, values: Float64Array.of(1, 1) });

describe('servedRule(rule, encoding)', () => {
  it('says of a rule that declares nothing what is usual', () => {
    const { hello } = servedRule({ update: counting.update }, 'json');
    expect(hello).toMatchObject({ name: 'rule', hyperparameters: {}, stepSize: 'used', domain: 'all' });
  });

  it('refuses a rule that cannot be named', () => {
    expect(() => servedRule({ ...counting, name: '' }, 'json')).toThrow('says name = ""');
  });

  it('begins a run without hyperparameters', () => {
    const { channel } = servedRule(counting, 'binary');
    channel.send(begin);
    expect(channel.receive()).toMatchObject({ kind: frameKinds.new, instance: 1 });
  });

  it('copies a run, whose original goes on by itself, and frees it in silence', () => {
    const { channel } = servedRule(counting, 'json');
    const ask = (frame: Frame): Frame => {
      channel.send(frame);
      return channel.receive();
    };
    ask(begin);
    ask(stepOf(1));
    expect(ask(frameOf(frameKinds.copy, { instance: 1, step: 2 }))).toMatchObject({ instance: 1, step: 2 });
    const counts = [1, 1, 2].map((instance) => ask(stepOf(instance)).values[0]);
    expect(counts).toEqual([2, 3, 2]);
    channel.send(frameOf(frameKinds.free, { instance: 2 }));
    expect(channel.receive()).toBeUndefined();
    expect(() => ask(stepOf(2))).toThrow();
  });

  it('asks for the loss where the rule does, and answers once it is told', () => {
    const reading: LearningRule<{ at: number }> = {
      init: (theta, { loss }) => ({ at: loss.value(theta) }),
      update: ({ theta, loss, random }, { at }) => {
        const there = theta.map((x) => x + at);
        return loss.gradient(there).map((d) => d + loss.value(theta) + random());
      },
    };
    const { channel } = servedRule(reading, 'binary');
    const ask = (frame: Frame): Frame => {
      channel.send(frame);
      return channel.receive();
    };
    const told = (a: number, slope: number): Frame =>
      frameOf(frameKinds.eval, { a, values: Float64Array.of(slope) });
    expect(ask(begin)).toMatchObject({ kind: frameKinds.eval, values: Float64Array.of(1) });
    expect(ask(told(4, 0))).toMatchObject({ kind: frameKinds.new, flags: 0 });
    expect(ask(stepOf(1))).toMatchObject({ kind: frameKinds.eval, values: Float64Array.of(5) });
    expect(ask(told(0, 7))).toMatchObject({ kind: frameKinds.eval, values: Float64Array.of(1) });
    const { kind, flags, values } = ask(told(2, 0));
    expect([kind, flags, Math.floor(values[0]!)]).toEqual([frameKinds.step, 1, 9]);
  });

  it('carries no rounding errors', () => {
    const reading: LearningRule = { update: ({ theta, loss }) => loss.roundoff(theta).gradient };
    const { channel } = servedRule(reading, 'json');
    channel.send(begin);
    expect(() => channel.send(stepOf(1))).toThrow('the protocol carries no rounding errors');
  });

  it('hands on the shapes of the parameters', () => {
    const shapes: LearningRule = {
      update: ({ theta, parameters }) => theta.map(() => parameters[0]!.shape.length),
    };
    const { channel } = servedRule(shapes, 'json');
    channel.send({ ...begin, text: '{"tensors":[["w",0,1,[1,1]]],"seed":1}' });
    channel.receive();
    channel.send(stepOf(1));
    expect(channel.receive().values[0]).toBe(2);
  });
});

it('remoteRule(channel, hello, lost) marks random numbers that are drawn at the start', () => {
  const drawing: LearningRule<{ at: number }> = {
    init: (_, { random }) => ({ at: random() }),
    update: ({ theta }, { at }) => theta.map(() => at),
  };
  const { channel, hello } = servedRule(drawing, 'binary');
  const remote = remoteRule(channel, hello, ({ message }) => message);
  expect(runTrajectory(remote, plane, run)).toMatchObject({ end: 'completed', random: true, draws: 1 });
});

it('drawingBySeed(rule) refuses a state that it has not made', () => {
  const rule = drawingBySeed({ update: ({ gradient }) => gradient });
  expect(runTrajectory({ ...rule, init: () => 1 }, plane, run).fault?.message).toContain('that init made');
});
