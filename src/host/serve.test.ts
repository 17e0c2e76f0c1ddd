import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Failure } from '../types/campaign.ts';
import type { LossRuns } from '../types/gallery.ts';
import { encode } from './codec.ts';
import type { Found, Incoming, Message } from './messages.ts';
import { readSaid } from './said.ts';
import { serve } from './serve.ts';
import type { SideEffects } from './sideEffects.ts';
import { announcerOf, readSlot, slotKey, slotLength } from './slot.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ruleFile = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const key = slotKey('00112233445566778899aabbccddeeff');

/** A rule served in this process, with what is sent to the host read as it is where it arrives. */
const served = (effects: SideEffects) => {
  const slot = new Uint8Array(slotLength);
  const found: Found[] = [];
  const announcer = announcerOf(
    key,
    (record) => slot.set(record),
    () => 0,
  );
  const answer = serve(announcer, effects, (news) => found.push(news));
  const ask = async (message: Message): Promise<Incoming> => {
    const sent: string[] = [];
    await answer(message, (notice) => sent.push(encode({ id: 1, notice })));
    const said = sent.map((text) => readSaid(text, { id: 1, message }));
    if (said.length !== 1 || !said[0] || !('notice' in said[0])) throw new Error(`no notice: ${sent.join()}`);
    return said[0].notice;
  };
  return { ask, found, announced: () => readSlot(slot, key) };
};

const quiet: SideEffects = { take: () => [] };
const options = { seed: 4, runs: 20, dimension: { min: 1, max: 3 } };
const wrong = 'export default ({ gradient, stepSize }) => gradient.map((d: number) => stepSize * d);';

describe('serve(announcer, effects, onFound)', () => {
  it('answers with the runs of a rule for a picture, and says of which loss there is none', async () => {
    const server = served(quiet);
    const rule = { kind: 'module', spec: ruleFile('pictured.ts', wrong) };
    await server.ask({ kind: 'load', ask: { rule, options } });
    const ask = { loss: 'saddle-quadratic', stepSizes: [0.1, 0.2], steps: 3 };
    const shown = await server.ask({ kind: 'show', ask });
    expect(shown).toMatchObject({ answer: { picture: { name: 'saddle-quadratic' } } });
    if (!('answer' in shown)) throw new Error('the rule ran');
    const { runs, numbers }: Pick<LossRuns, 'runs' | 'numbers'> = shown.answer;
    expect(runs).toHaveLength(4);
    expect(numbers).toHaveLength(4 * (5 * 3 + 1));
    expect(await server.ask({ kind: 'show', ask: { ...ask, loss: 'tanh-network' } })).toMatchObject({
      unusable: { path: 'tanh-network', says: 'has no member of two dimensions; a picture needs them' },
    });
  });

  it('answers every kind of request about a rule, and announces each case', async () => {
    const server = served(quiet);
    const rule = { kind: 'module', spec: ruleFile('wrong.ts', wrong) };
    const loaded = await server.ask({ kind: 'load', ask: { rule, options } });
    expect(loaded).toMatchObject({ answer: { name: 'wrong', promise: 'small-step' } });
    if (!('answer' in loaded)) throw new Error('the rule was loaded');
    const { checks }: { readonly checks: readonly { readonly id: string }[] } = loaded.answer;
    const check = checks.findIndex(({ id }) => id === 'small-step');
    const slice = { from: 3, to: 9, step: 2 };
    const batch = await server.ask({ kind: 'batch', ask: { check, slice, skip: [5] } });
    expect(batch).toMatchObject({ answer: { sideEffects: [], failures: [{ cause: 'uphill' }] } });
    expect(server.announced()?.at).toMatchObject({ check, index: 7 });
    expect(server.found.map((news) => news.check)).toEqual([check]);
    const two = {
      batches: [
        { check, slice, skip: [5] },
        { check: 0, slice, skip: [] },
      ],
    };
    expect(await server.ask({ kind: 'together', ask: two })).toMatchObject({
      answer: {
        batches: [
          { sideEffects: [], failures: [{ cause: 'uphill' }] },
          { sideEffects: [], failures: [] },
        ],
      },
    });
    expect(server.found.map((news) => news.check)).toEqual([check, check]);
    const generated = await server.ask({ kind: 'generate', ask: { check, index: 3 } });
    if (!('answer' in generated && 'answer' in batch)) throw new Error('both were answered');
    const scenario = generated.answer;
    const { failures }: { readonly failures: readonly [Failure] } = batch.answer;
    const simpler = await server.ask({ kind: 'simpler', ask: { check, scenario, count: 2 } });
    expect(simpler).toMatchObject({
      answer: expect.arrayContaining([expect.objectContaining({ steps: 1 })]),
    });
    const observed = await server.ask({
      kind: 'observe',
      ask: { check, scenario: failures[0].original.scenario },
    });
    expect(observed).toMatchObject({ answer: { status: 'refuted', cause: 'uphill', sideEffects: [] } });
    const finished = await server.ask({
      kind: 'finish',
      ask: { check, failure: failures[0], budget: 500 },
    });
    expect(finished).toMatchObject({
      answer: { cause: 'uphill', minimal: { steps: 1 }, hint: expect.stringContaining('sign') },
    });
    const spent = await server.ask({
      kind: 'finish',
      ask: { check, failure: failures[0], budget: 0, cut: true },
    });
    expect(spent).toMatchObject({ answer: { trajectory: [], irrelevant: [] } });
  });

  it('gives one line for a file that cannot be used, and tells its own errors apart', async () => {
    const server = served(quiet);
    const unusable = await server.ask({
      kind: 'load',
      ask: { rule: { kind: 'module', spec: 'nowhere.ts' }, options },
    });
    expect(unusable).toMatchObject({
      unusable: {
        kind: 'does-not-load',
        path: 'nowhere.ts',
        says: expect.stringContaining('there is no such file'),
      },
    });
    const failed = await server.ask({ kind: 'generate', ask: { check: 0, index: 0 } });
    expect(failed).toMatchObject({ failed: expect.stringContaining('a rule must be loaded') });
  });

  it('runs a batch again one by one to find the case of a side effect', async () => {
    let pending: { cause: 'rejects-promise'; message: string }[] = [];
    const file = ruleFile(
      'emits.ts',
      `export default ({ gradient, stepSize, step }) => {
        if (step === 1) process.emit('natgrad-check-test');
        return gradient.map((d: number) => -stepSize * d);
      };`,
    );
    process.on('natgrad-check-test', () => pending.push({ cause: 'rejects-promise', message: 'seen' }));
    const server = served({
      take: () => {
        const taken = pending;
        pending = [];
        return taken;
      },
    });
    await server.ask({ kind: 'load', ask: { rule: { kind: 'module', spec: file }, options } });
    const batch = await server.ask({
      kind: 'batch',
      ask: { check: 0, slice: { from: 0, to: 10, step: 1 }, skip: [] },
    });
    process.removeAllListeners('natgrad-check-test');
    expect(batch).toMatchObject({ answer: { sideEffects: [{ cause: 'rejects-promise', message: 'seen' }] } });
  });

  it('serves built-in and composed rules, losses of the user and a reference', async () => {
    const server = served(quiet);
    const against = { kind: 'built-in', spec: 'adam:epsilon=1e-8' };
    const lossFile = ruleFile(
      'loss.ts',
      'export default { name: "bowl", dimension: 2, value: ([a, b]) => a * a + b * b, gradient: ([a, b]) => [2 * a, 2 * b], smoothness: 2, convex: true };',
    );
    const one = await server.ask({
      kind: 'load',
      ask: { rule: { kind: 'built-in', spec: 'adam' }, options, against, lossFile },
    });
    expect(one).toMatchObject({ answer: { name: 'adam' } });
    const composed = { kind: 'composed', spec: 'composed:seed=1,index=2' };
    const two = await server.ask({ kind: 'load', ask: { rule: composed, options } });
    expect(two).toMatchObject({ answer: { name: 'generated-2' } });
    const bad: readonly (readonly [text: string, says: string])[] = [
      ['export const loss = 1;', 'no default export'],
      ['export default 3;', 'a loss must be an object'],
      [
        'export default { name: "big", dimension: 1e6, value: () => 0, gradient: () => [] };',
        'a run holds at most',
      ],
      ['export default { name: "far", dimension: 9, value: () => 0, gradient: () => [] };', 'none of 1..3'],
      [
        'export default { name: "bent", dimension: 2, value: ([a]) => a * a, gradient: () => [7, 7] };',
        'gradient[0]',
      ],
    ];
    const misfits: readonly (readonly [contract: string, says: string])[] = [
      ['{ losses: ["quadratc"] }', 'names the loss "quadratc"; did you mean "quadratic"'],
      ['{ losses: ["quadratic"], effective: "no-such" }', 'promises "no-such"'],
      ['{ losses: () => false }', 'no loss is left for it'],
    ];
    for (const [i, [contract, says]] of misfits.entries()) {
      const file = ruleFile(`misfit-${i}.ts`, `export default { update: () => [], contract: ${contract} };`);
      const reply = await server.ask({
        kind: 'load',
        ask: { rule: { kind: 'module', spec: file }, options },
      });
      expect(reply).toMatchObject({ unusable: { says: expect.stringContaining(says) } });
    }
    const known = ruleFile(
      'known.ts',
      'export default { update: () => [], contract: { losses: ["quadratic"] } };',
    );
    const named = await server.ask({ kind: 'load', ask: { rule: { kind: 'module', spec: known }, options } });
    expect(named).toMatchObject({ answer: { name: 'known' } });
    // Without a range of its own, a run takes the dimensions of the user's loss.
    const own = { rule: { kind: 'built-in', spec: 'adam' }, options: { seed: 4, runs: 20 }, lossFile };
    expect(await server.ask({ kind: 'load', ask: own })).toMatchObject({ answer: { name: 'adam' } });
    for (const [i, [text, says]] of bad.entries()) {
      const file = ruleFile(`bad-loss-${i}.ts`, text);
      const reply = await server.ask({
        kind: 'load',
        ask: { rule: { kind: 'built-in', spec: 'adam' }, options, lossFile: file },
      });
      expect(reply).toMatchObject({ unusable: { says: expect.stringContaining(says) } });
    }
  });

  it('answers nothing from a process whose globals user code removed', async () => {
    const { asinh } = Math;
    const server = served(quiet);
    const removing =
      'export default ({ gradient }) => { Reflect.deleteProperty(Math, "asinh"); return gradient; };';
    const rule = { kind: 'module', spec: ruleFile('removing.ts', removing) };
    try {
      await server.ask({ kind: 'load', ask: { rule, options } });
      const slice = { from: 0, to: 3, step: 1 };
      const notice = await server.ask({ kind: 'batch', ask: { check: 0, slice, skip: [] } });
      expect(notice).toEqual({ damaged: 'removed the global Math.asinh' });
    } finally {
      Object.defineProperty(Math, 'asinh', { value: asinh, writable: true, configurable: true });
    }
  });
});
