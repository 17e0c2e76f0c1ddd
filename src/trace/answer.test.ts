import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { descentRun, smallLines, written } from '../../properties/trace/writtenRecords.ts';
import { loadRules } from '../catalog/rules.ts';
import { answerFollow } from './answer.ts';

const folder = mkdtempSync(join(tmpdir(), 'answer-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('answerFollow gives a sign of life at each step of the record, also once the rule has left it', async () => {
  const path = written(folder, 'small.jsonl', smallLines(descentRun(6)));
  const seen: number[] = [];
  const heartbeat = { before: (step: number) => void seen.push(step) };
  const rule = (await loadRules()).find(({ name }) => name === 'adam')!;
  expect(answerFollow({ path }, { rule, heartbeat }).differsAt?.step).toBe(0);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
});
