import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';

const source = new URL('./interruption.ts', import.meta.url).href;

/** A process that listens, says when, and then once for each signal what it knows. */
const listening = `
import { createJiti } from 'jiti';
const { interruption } = await createJiti(import.meta.url).import(${JSON.stringify(source)});
const interrupted = interruption();
const say = (signal) => process.stdout.write(signal + ' ' + interrupted.happened() + '\\n');
process.on('SIGINT', () => say('SIGINT'));
process.stdout.write('before ' + interrupted.happened() + '\\n');
setInterval(() => {}, 1000);
`;

it('interruption() takes one key press for one, and ends the process at once on a later signal', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', listening], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const heard = async (count: number): Promise<void> => {
    while (said.split('\n').length - 1 < count) await wait(10);
  };
  await heard(1);
  child.kill('SIGINT');
  await heard(2);
  expect(said).toBe('before undefined\nSIGINT interrupted\n');
  expect(child.exitCode).toBeNull();
  await wait(1050);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(130);
});
