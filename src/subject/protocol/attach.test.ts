import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { removePipes } from './attach.ts';

const folder = mkdtempSync(join(tmpdir(), 'attach-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('removePipes(paths) removes the folder that was made for them, and no other', () => {
  const made = join(folder, 'natgrad-made');
  mkdirSync(made);
  removePipes(`${join(made, 'to')}:${join(made, 'from')}`);
  expect(existsSync(made)).toBe(false);
  removePipes(`${join(folder, 'to')}:${join(folder, 'from')}`);
  expect(existsSync(folder)).toBe(true);
});
