import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openLossFile } from './lossFile.ts';
import { openRemoteLoss } from './remoteLoss.ts';

const folder = mkdtempSync(join(tmpdir(), 'loss-'));
afterAll(() => rmSync(folder, { recursive: true }));

const loss = join(folder, 'loss.py');
writeFileSync(loss, '');

/** What stands for an interpreter: it says these facts of a loss, and answers each evaluation with a line. */
const interpreter = (name: string, facts: object, answer: string): string => {
  const file = join(folder, name);
  const text = { protocol: 1, kind: 'loss', name: 'bowl', encoding: 'json', loss: facts };
  writeFileSync(
    file,
    `#!/bin/sh
exec 3<"\${NATGRAD_CHANNEL%%:*}" 4>"\${NATGRAD_CHANNEL#*:}"
read -r line <&3
echo '{"kind":1,"a":1,"text":${JSON.stringify(text)}}' >&4
while read -r line <&3; do ${answer}; done
`,
  );
  chmodSync(file, 0o755);
  return file;
};

const functionOf = (exported: unknown, name: string): ((...given: readonly unknown[]) => unknown) => {
  const found: unknown = Reflect.get(Object(exported), name);
  if (typeof found !== 'function') throw new Error(`${name} is no function`);
  return (...given) => Reflect.apply(found, undefined, given);
};

it('openRemoteLoss(file, python) is a loss in the form in which a module exports one', async () => {
  const python = interpreter(
    'right',
    { dimension: 1, convex: true },
    `echo '{"kind":5,"a":4,"values":[2]}' >&4`,
  );
  const { exported, loaded, close } = await openRemoteLoss(loss, python);
  expect(exported).toMatchObject({ dimension: 1, convex: true });
  expect(loaded).toEqual({ file: loss, digest: '' });
  const [value, gradient] = [functionOf(exported, 'value'), functionOf(exported, 'gradient')];
  expect(value(Float64Array.of(1))).toBe(4);
  expect(gradient(Float64Array.of(1))).toEqual(Float64Array.of(2));
  expect(gradient(Float64Array.of(3))).toEqual(Float64Array.of(2));
  expect(Reflect.get(Object(Reflect.get(Object(exported), 'value')), 'length')).toBe(1);
  close();
});

it('openRemoteLoss(file, python) hands the time to a loss that takes it', async () => {
  const python = interpreter(
    'timed',
    { dimension: 1, takesTime: true },
    `echo '{"kind":5,"a":4,"values":[2]}' >&4`,
  );
  const { exported, close } = await openRemoteLoss(loss, python);
  expect(exported).not.toHaveProperty('takesTime');
  expect(functionOf(exported, 'value')(Float64Array.of(1), 2)).toBe(4);
  expect(functionOf(exported, 'gradient')(Float64Array.of(1), 2)).toEqual(Float64Array.of(2));
  close();
});

it('a loss that fails, or ends, throws what it says', async () => {
  const python = interpreter(
    'fails',
    { dimension: 1 },
    `echo '{"kind":7,"text":"ValueError: no"}' >&4; exit 2`,
  );
  const { exported, close } = await openRemoteLoss(loss, python);
  const value = functionOf(exported, 'value');
  expect(() => value(Float64Array.of(1))).toThrow(/^ValueError: no$/);
  expect(() => value(Float64Array.of(2))).toThrow(/^ended its process with exit code 2$/);
  close();
});

it('openLossFile(file, …) audits it like any loss', async () => {
  const wrong = interpreter('wrong', { dimension: 1 }, `echo '{"kind":5,"a":4,"values":[2]}' >&4`);
  await expect(openLossFile(loss, undefined, () => {}, wrong)).rejects.toThrow(/loss\.py: the loss .*slope/);
  const empty = interpreter('empty', {}, ':');
  await expect(openLossFile(loss, undefined, () => {}, empty)).rejects.toThrow(/needs dimension/);
  await expect(openLossFile(join(folder, 'none.py'), undefined, () => {}, empty)).rejects.toThrow(
    /no such file/,
  );
});
