import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { conform } from '../../cli/commands/conform.ts';
import { conformance, type Probed } from './conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Gradient descent with momentum, in lines of JSON. */
const right = `
import { createReadStream, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
const [given, taken] = process.env.NATGRAD_CHANNEL.split(':');
const out = openSync(taken, 'w');
const runs = new Map();
const send = (frame) => writeSync(out, JSON.stringify(frame) + '\\n');
const about = { protocol: 1, name: 'in node', encoding: 'json', capabilities: ['copy'], hyperparameters: { beta: { default: 0.5, min: 0, max: 1 } } };
const answer = (frame) => {
  const { kind = 1, instance = 0, step = 0, a = 0, values = [] } = frame;
  const run = runs.get(instance);
  if (kind === 1) { runs.clear(); return { kind, a: frame.nonce ?? a, text: about }; }
  if (kind === 2) { runs.set(instance, new Array(values.length).fill(0)); return { kind, instance }; }
  if (kind === 4) { runs.delete(instance); return undefined; }
  if (kind === 8) process.exit(0);
  if (!run || values.length !== (kind === 3 ? 2 * run.length : 0) || (kind !== 3 && kind !== 6))
    return { kind: 7, instance, step, text: 'cannot be done' };
  if (kind === 6) { runs.set(step, [...run]); return { kind, instance, step }; }
  const next = run.map((v, i) => v / 2 - a * Number(values[run.length + i]));
  runs.set(instance, next);
  return { kind, instance, step, values: next };
};
createInterface({ input: createReadStream(given) }).on('line', (line) => {
  const answered = answer(JSON.parse(line.slice(line.indexOf('{'))));
  if (answered) send(answered);
});
`;

const written = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  const file = join(folder, 'subject.mjs');
  writeFileSync(file, text.replace(from, to));
  return file;
};

const probe = async (from = '', to = ''): Promise<readonly Probed[]> => {
  const probed: Probed[] = [];
  const command = [process.execPath, written(right, from, to)];
  await conformance({ command, path: 'in node' }, 60_000, (each) => probed.push(each));
  return probed;
};

it('conformance(subject) finds nothing missing in one that conforms', async () => {
  const probed = await probe();
  expect(probed.filter(({ result }) => result === 'does not conform')).toEqual([]);
  expect(probed.filter(({ result }) => result === 'not asked').map(({ about }) => about)).toEqual(['EVAL']);
  expect(new Set(probed.map(({ about }) => about))).toEqual(
    new Set(['HELLO', 'NEW', 'STEP', 'EVAL', 'COPY', 'FREE', 'FAULT', 'BYE']),
  );
});

it.each([
  ['return undefined', 'return { kind, instance }', /^FREE: answers FREE, which has no answer$/m],
  ["text: 'cannot be done'", "text: 'a\\nb'", /^FAULT: .* with a FAULT of several lines$/m],
])('conformance(subject) with %j as %j says what is wrong', async (from, to, says) => {
  const faults = (await probe(from, to)).flatMap(({ about, result, says: what }) =>
    result === 'does not conform' ? [`${about}: ${what}`] : [],
  );
  expect(faults.join('\n')).toMatch(says);
});

it('conform(subject) prints a line for each thing that is asked, and ends with 1 where something is missing', async () => {
  let text = '';
  const terminal = {
    out: (more: string) => {
      text += more;
    },
    err: () => {},
    width: 80,
  };
  const file = written(right, 'process.exit(0)', 'process.exit(3)');
  expect(await conform(`-- ${process.execPath} ${file}`, {}, terminal)).toBe(1);
  expect(text).toContain('BYE    it ends when it is told to: ended its process with exit code 3 after BYE');
  expect(text).toMatch(/\d+ conform, 1 do not, 1 were not asked/);
  written(right, '', '');
  expect(await conform(`-- ${process.execPath} ${file}`, { python: 'none' }, terminal)).toBe(0);
});
