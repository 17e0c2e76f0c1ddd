import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decode, encode } from './codec.ts';
import type { Outgoing } from './messages.ts';
import { obey } from './obey.ts';
import { readSaid } from './said.ts';
import { readSlot, slotKey, slotLength } from './slot.ts';

const folder = mkdtempSync(join(tmpdir(), 'obey-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sign = '00112233445566778899aabbccddeeff';
const slot = join(folder, 'slot');

/** The answers to these messages, sent in turn, and the sign that each answer bears. */
const obeyed = async (...received: readonly unknown[]) => {
  writeFileSync(slot, new Uint8Array(slotLength));
  const texts = received.map((value) => (typeof value === 'string' ? value : encode(value)));
  const sent: unknown[] = [];
  const signs: string[] = [];
  const pipe = { receive: () => texts.shift(), send: (text: string) => sent.push(decode(text)) };
  await obey(pipe, { take: () => [] }, (given) => signs.push(given.sign));
  return { sent, signs, left: texts.length };
};

/** The description of a rule in the answer to its load. */
const descriptionIn = (sent: unknown): { readonly checks: readonly { readonly id: string }[] } => {
  const said = readSaid(encode(sent), { id: 1, message: load });
  if (!said || !('notice' in said) || !('answer' in said.notice)) throw new Error('it was answered');
  return said.notice.answer;
};

const hello = { sign, slot };
const load: Outgoing = {
  kind: 'load',
  ask: {
    rule: { kind: 'module', spec: join(folder, 'rule.mjs') },
    options: { seed: 1, runs: 10, losses: ['quadratic'] },
  },
};
writeFileSync(
  join(folder, 'rule.mjs'),
  'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);',
);

describe('obey(pipe, effects, onHello)', () => {
  it.each([[], ['null'], [{ sign }]])(
    'answers nothing before a first frame with a sign: %j',
    async (...received) => {
      expect(await obeyed(...received)).toEqual({ sent: [], signs: [], left: 0 });
    },
  );

  it('answers in turn under the sign that it was given, until what it hears makes no sense', async () => {
    const slice = { from: 0, to: 10, step: 1 };
    const batch = { kind: 'batch', ask: { check: 0, slice, skip: [] } };
    const { sent, signs, left } = await obeyed(
      hello,
      { id: 1, message: load },
      { id: 2, message: batch },
      { id: 3, message: { kind: 'generate', ask: { check: 10_000, index: 0 } } },
      { id: 'four' },
      { id: 5, message: load },
    );
    expect(signs).toEqual([sign]);
    expect(sent).toMatchObject([
      { ready: 1 },
      { id: 1, notice: { answer: { name: 'rule' } } },
      { id: 2, notice: { answer: { sideEffects: [] } } },
      { id: 3, notice: { failed: expect.any(String) } },
    ]);
    expect(left).toBe(1);
    expect(readSlot(readFileSync(slot), slotKey(sign))?.heartbeat).toBeGreaterThan(3);
  });

  it.runIf(existsSync('/proc/self/fd'))(
    'lets no answer count once user code has closed the file in which it says where it is',
    async () => {
      const closing = join(folder, 'closing.mjs');
      writeFileSync(
        closing,
        `import { closeSync, readdirSync, readlinkSync } from 'node:fs';
      for (const fd of readdirSync('/proc/self/fd'))
        try { if (readlinkSync('/proc/self/fd/' + fd) === ${JSON.stringify(slot)}) closeSync(Number(fd)); } catch {}
      export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);`,
      );
      const rule = { kind: 'module', spec: closing };
      const { sent } = await obeyed(
        hello,
        { id: 1, message: { ...load, ask: { ...load.ask, rule } } },
        { id: 2, message: load },
      );
      expect(sent[2]).toEqual({ id: 2, notice: { damaged: 'closed a file of its judge' } });
    },
  );

  it('sends a refuted case the moment it is seen, before the batch', async () => {
    const { sent } = await obeyed(hello, { id: 1, message: load });
    const { checks } = descriptionIn(sent[1]);
    const check = checks.findIndex(({ id }) => id === 'small-step');
    const batch = { kind: 'batch', ask: { check, slice: { from: 0, to: 5, step: 1 }, skip: [] } };
    const { sent: all } = await obeyed(hello, { id: 1, message: load }, { id: 2, message: batch });
    expect(all.slice(2)).toMatchObject([
      { id: 2, found: { check, found: { observation: { status: 'refuted', cause: 'uphill' } } } },
      { id: 2, notice: { answer: { failures: [{ cause: 'uphill' }] } } },
    ]);
  });
});
