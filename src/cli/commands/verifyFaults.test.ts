import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseReport } from '../../report/json.ts';
import { exitCodes } from '../terminal/exit.ts';
import { verifyFaults } from './verifyFaults.ts';

const folder = mkdtempSync(join(tmpdir(), 'faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Judges the one fault that is cheapest to judge, on few cases. */
const judged = async (report: string, onOut: () => void = () => {}) => {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => {
      out += text;
      onOut();
    },
    err: (text: string) => {
      err += text;
    },
    width: 80,
  };
  const selection = {
    banks: 'broyden-update',
    seeds: [3],
    casesPerColumn: 5,
    signsEvery: 4,
    report: join(folder, report),
  };
  return { code: await verifyFaults(selection, terminal), out, err };
};

it('verifyFaults(selection, terminal) ends with 0 where each fault is refuted, and stores how', async () => {
  const { code, out, err } = await judged('done');
  expect(out).toContain('1 seeded fault, 1 seed from 3\n');
  expect(out).toContain('1 of 1 refuted; cases to detection: median 1, worst 1\n');
  expect(err).toBe('');
  expect(code).toBe(exitCodes.verified);
  const { killMatrix } = parseReport(readFileSync(join(folder, 'done', 'report.json'), 'utf8'));
  expect(killMatrix?.casesPerColumn).toBe(5);
  expect(killMatrix?.banks.map(({ entries }) => entries.map(({ name }) => name))).toEqual([
    ['broyden-update'],
  ]);
  expect(killMatrix?.banks[0]?.entries[0]?.minimal?.again).toBe(
    'npx natgrad-check verify --banks broyden-update --seed 3',
  );
});

it('verifyFaults(selection, terminal) ends on Ctrl-C, and its report says so', async () => {
  let isFirst = true;
  const { code } = await judged('early', () => {
    if (isFirst) process.emit('SIGINT');
    isFirst = false;
  });
  expect(code).toBe(exitCodes.interrupted);
  const { environment } = parseReport(readFileSync(join(folder, 'early', 'report.json'), 'utf8'));
  expect(environment.interrupted).toBe('interrupted');
});
