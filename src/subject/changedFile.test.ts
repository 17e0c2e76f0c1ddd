import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';
import type { CampaignEnd, CampaignRequest } from './campaignRun.ts';
import { inlineExecutor } from './inline.ts';
import type { Executor } from './protocol.ts';
import { openSession } from './session.ts';
import { UnusableFileError } from './unusable.ts';

const folder = mkdtempSync(join(tmpdir(), 'changed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rule = join(folder, 'rule.js');
const uphill = 'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);';
const right = uphill.replace('=> stepSize', '=> -stepSize');
const changedLine = (file: string): CampaignEnd => ({
  kind: 'unusable',
  message: `${file}: changed while it was being fuzzed; run again`,
});

/** An executor that loads files as a worker does, in this process. */
const inProcess = (afterLoad: () => void): Executor => {
  let inner: Executor | undefined;
  return {
    size: 1,
    load: async (request) => {
      try {
        inner = inlineExecutor(await openSession(request, () => {}));
        return await inner.load(request);
      } catch (error) {
        if (error instanceof UnusableFileError) return { kind: 'unusable', message: error.message };
        throw error;
      } finally {
        afterLoad();
      }
    },
    ask: (kind, ask) => inner!.ask(kind, ask),
    onFound: () => {},
    close: async () => {},
  };
};

const campaign = (text: string, own: Partial<CampaignRequest>): Promise<CampaignEnd> => {
  writeFileSync(rule, text);
  const options = { seed: 2, runs: 3, losses: ['quadratic'], dimension: { min: 1, max: 1 } };
  const request: CampaignRequest = {
    load: { rule: { file: rule }, options },
    shard: { index: 0, count: 1 },
    stored: () => [],
    stop: () => undefined,
    ...own,
  };
  return runCampaign(
    inProcess(() => {}),
    request,
    () => {},
  );
};

const nothing = (): void => {};
it.each([
  ['is mended', () => writeFileSync(rule, right), nothing],
  ['is broken', () => writeFileSync(rule, `${uphill} (`), nothing],
  ['is deleted', () => rmSync(rule), nothing],
  ['is mended, and broken again', () => writeFileSync(rule, right), () => writeFileSync(rule, uphill)],
])('no verdict is given where the file %s before a failure is tried again', async (_, change, afterLoad) => {
  let opened = 0;
  const fresh = (): Executor => {
    if (opened++ === 0) change();
    return inProcess(afterLoad);
  };
  expect(await campaign(uphill, { fresh })).toEqual(changedLine(rule));
  // Nothing is looked for in what is another rule.
  expect(opened).toBe(1);
});

it('a file that does not load again, though it is the same, says so in place of a verdict', async () => {
  const text = `if (globalThis.loadedOnce) throw new Error('only once'); globalThis.loadedOnce = true; ${uphill}`;
  const end = await campaign(text, { fresh: () => inProcess(nothing) });
  expect(end).toEqual({ kind: 'unusable', message: expect.stringContaining('throws "only once" while') });
});

it('no verdict is given where a right rule, its loss or its reference changes', async () => {
  const [reference, lossFile] = [join(folder, 'reference.js'), join(folder, 'loss.js')];
  writeFileSync(reference, right);
  writeFileSync(
    lossFile,
    'export default { name: "bowl", dimension: 1, value: ([x]) => x * x / 2, gradient: ([x]) => [x] };',
  );
  const load = {
    rule: { file: rule },
    against: { file: reference },
    lossFile,
    options: { seed: 2, runs: 2 },
  };
  expect((await campaign(right, { load })).kind).toBe('done');
  for (const file of [rule, reference, lossFile]) {
    let asked = 0;
    const stop = () => {
      if (asked++ === 1) appendFileSync(file, '\n// once more');
      return undefined;
    };
    expect(await campaign(right, { load, stop })).toEqual(changedLine(file));
  }
});
