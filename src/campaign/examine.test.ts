import { describe, expect, it } from 'vitest';
import { inlineExecutor } from '../host/inline.ts';
import { nameRule } from '../subject/ruleShape.ts';
import { builtInParts } from './builtInParts.ts';
import { runCampaign } from './campaign.ts';
import { examinationNames, examinations } from './examination.ts';
import { examineRule } from './examine.ts';
import type { Executor, Reply } from './executor.ts';
import { sessionOf } from './session.ts';

const options = { seed: 3, runs: 5, dimension: { min: 1, max: 3 }, losses: ['quadratic'] };
const rule = nameRule(({ gradient, stepSize }) => gradient.map((d) => -stepSize * d), 'downhill');
const session = sessionOf(rule, await builtInParts(), { options }, []);
const inline = inlineExecutor(session);

const answering = (reply: Reply<never>): Executor => ({ ...inline, ask: async () => reply });

const scenario = {
  loss: { family: 'quadratic', parameters: { spectrum: [1] } },
  theta: [1],
  stepSize: 0.1,
  steps: 1,
  seed: 1,
  hyperparameters: {},
};
const refuted = [{ check: 'small-step', scenario }];
const setting = { refuted, skip: () => undefined };

describe('examineRule(executor, { refuted, skip })', () => {
  it('asks for every examination, and leaves out none without a reason', async () => {
    const examined = await examineRule(inline, { ...setting, refuted: [] });
    expect(examined.identity).toMatchObject({ relation: 'is', name: 'gradient-descent' });
    expect(examined.unexamined).toBeUndefined();
  });

  it('asks for no suggestion where no check is refuted', async () => {
    const asked: string[] = [];
    const at = { check: -1, index: 0, step: 0 };
    const executor = answering({ kind: 'lost', lost: { reason: 'exits', message: 'exits', at } });
    const examined = await examineRule(
      {
        ...executor,
        ask: (kind, ask) => {
          if ('examination' in ask) asked.push(ask.examination);
          return executor.ask(kind, ask);
        },
      },
      { ...setting, refuted: [] },
    );
    expect(examined.suggestions).toEqual([]);
    expect(asked).toEqual(examinationNames.filter((name) => name !== 'suggestions'));
  });

  it('lists what it found in one order, whichever worker is done first', async () => {
    const lost = { reason: 'exits', message: 'exits', at: { check: -1, index: 0, step: 0 } } as const;
    const waits = new Map(examinationNames.map((name, i) => [name, examinationNames.length - i]));
    const late: Executor = {
      ...inline,
      size: examinationNames.length,
      ask: async (_, ask) => {
        const turns = 'examination' in ask ? (waits.get(ask.examination) ?? 0) : 0;
        for (let turn = 0; turn < turns; turn++) await null;
        return { kind: 'lost', lost };
      },
    };
    const { unexamined } = await examineRule(late, setting);
    expect(unexamined?.map(({ part }) => part)).toEqual(examinationNames);
  });

  it.each([
    ['did not return within 5 s', 'never-returns', 'update did not return within 5 s at step 3'],
    ['was interrupted', 'interrupted', 'interrupted'],
  ] as const)('says that a worker was lost: %s', async (message, reason, says) => {
    const lost = { reason, message, at: { check: -1, index: 0, step: 3 } };
    const examined = await examineRule(answering({ kind: 'lost', lost }), setting);
    expect(examined).toEqual({ unexamined: examinationNames.map((part) => ({ part, reason: says })) });
  });

  it('says that the subject cannot be used any more, and that there was a reason not to ask', async () => {
    const fault = { kind: 'changed', path: 'a.ts', says: 'was changed while it was fuzzed' } as const;
    const changed = await examineRule(answering({ kind: 'unusable', fault }), setting);
    expect(changed.unexamined?.[0]).toEqual({ part: examinationNames[0], reason: fault.says });
    const late = await examineRule(inline, { refuted: [], skip: () => 'stopped when its time was used up' });
    expect(late.unexamined).toHaveLength(examinationNames.length);
  });
});

describe('runCampaign(executor, { examine: true }, emit)', () => {
  const run = async (shard: { readonly index: number; readonly count: number }, stop?: string) => {
    const end = await runCampaign(
      inline,
      {
        load: { rule: { kind: 'built-in', spec: 'rule' }, options },
        shard,
        stored: () => [],
        stop: () => stop,
        examine: true,
      },
      () => {},
    );
    if (end.kind !== 'done') throw new Error(end.fault.says);
    return end.examined;
  };

  it('examines the rule in the first shard alone', async () => {
    expect((await run({ index: 0, count: 2 })).identity).toMatchObject({ name: 'gradient-descent' });
    expect(await run({ index: 1, count: 2 })).toEqual({});
  });

  /** What is asked and said, in order; from `judged` on it is stopped for `reason`. */
  const order = async (reason: string | undefined) => {
    const happened: string[] = [];
    let stopped: string | undefined;
    const end = await runCampaign(
      {
        ...inline,
        ask: (kind, ask) => {
          happened.push(kind);
          return inline.ask(kind, ask);
        },
      },
      {
        load: { rule: { kind: 'built-in', spec: 'rule' }, options },
        shard: { index: 0, count: 1 },
        stored: () => [],
        stop: () => stopped,
        examine: true,
      },
      (event) => {
        if (event.kind !== 'judged') return;
        happened.push('judged');
        expect(event.result.examined).toEqual({});
        stopped = reason;
      },
    );
    if (end.kind !== 'done') throw new Error(end.fault.says);
    return { happened, end };
  };

  it('is judged once, after its last case and before it is examined', async () => {
    const { happened } = await order(undefined);
    expect(happened.filter((kind) => kind === 'judged')).toHaveLength(1);
    const at = happened.indexOf('judged');
    expect(happened.slice(0, at)).toContain('batch');
    expect(happened.slice(0, at)).not.toContain('examine');
    expect(new Set(happened.slice(at + 1))).toEqual(new Set(['examine']));
  });

  it('is not stopped any more where it is interrupted after that: only the examinations are', async () => {
    const { happened, end } = await order('interrupted');
    expect(happened.at(-1)).toBe('judged');
    expect(end.stopped).toBeUndefined();
    expect(end.examined.unexamined).toEqual(
      examinationNames.map((part) => ({ part, reason: 'interrupted' })),
    );
  });

  it('examines nothing where it was stopped, and says why', async () => {
    expect(await run({ index: 0, count: 1 }, 'interrupted')).toEqual({
      unexamined: examinationNames.map((part) => ({ part, reason: 'interrupted' })),
    });
  });
});

describe('examinations(announce, now)', () => {
  it('look at what has been opened, and give a sign of life at every call into the rule', async () => {
    const heard: number[] = [];
    const known = examinations(
      (check, _, step) => heard.push(check, step),
      () => 0,
    );
    const ask = { examination: 'identity', refuted: [] } as const;
    expect(() => known.look(ask, session)).toThrow('one must be open to look, got examination = identity');
    await known.open('identity');
    await known.open('identity');
    expect(known.look(ask, session).identity?.relation).toBe('is');
    expect(heard.slice(0, 2)).toEqual([-1, 0]);
  });
});
