import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCampaign } from '../campaign/campaign.ts';
import type { CampaignEnd } from '../campaign/events.ts';
import type { Executor } from '../campaign/executor.ts';
import type { CampaignRequest } from '../campaign/request.ts';
import { openSession } from '../campaign/session.ts';
import { SubjectError } from '../errors.ts';
import { inlineExecutor } from '../host/inline.ts';

const folder = mkdtempSync(join(tmpdir(), 'changed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rule = join(folder, 'rule.js');
const uphill = 'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);';
const right = uphill.replace('=> stepSize', '=> -stepSize');
const changedEnd = (file: string): CampaignEnd => ({
  kind: 'unusable',
  fault: { kind: 'changed', path: file, says: 'changed while it was being fuzzed; run again' },
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
        if (error instanceof SubjectError) return { kind: 'unusable', fault: error.fault };
        throw error;
      } finally {
        afterLoad();
      }
    },
    ask: (kind, ask) => inner!.ask(kind, ask),
    onFound: () => {},
    interrupt: () => {},
    close: async () => {},
  };
};

const campaign = (text: string, own: Partial<CampaignRequest>): Promise<CampaignEnd> => {
  writeFileSync(rule, text);
  const options = { seed: 2, runs: 3, losses: ['quadratic'], dimension: { min: 1, max: 1 } };
  const request: CampaignRequest = {
    load: { rule: { kind: 'module', spec: rule }, options },
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
  ['is fixed', () => writeFileSync(rule, right), nothing],
  ['is broken', () => writeFileSync(rule, `${uphill} (`), nothing],
  ['is deleted', () => rmSync(rule), nothing],
  ['is fixed, and broken again', () => writeFileSync(rule, right), () => writeFileSync(rule, uphill)],
])('no verdict is given where the file %s before a failure is tried again', async (_, change, afterLoad) => {
  let opened = 0;
  const fresh = (): Executor => {
    if (opened++ === 0) change();
    return inProcess(afterLoad);
  };
  expect(await campaign(uphill, { fresh })).toEqual(changedEnd(rule));
  // Nothing is looked for in what is another rule.
  expect(opened).toBe(1);
});

it('a file that does not load again, though it is the same, says so in place of a verdict', async () => {
  const text = `if (globalThis.loadedOnce) throw new Error('only once'); globalThis.loadedOnce = true; ${uphill}`;
  const end = await campaign(text, { fresh: () => inProcess(nothing) });
  expect(end).toEqual({
    kind: 'unusable',
    fault: { kind: 'does-not-load', path: rule, says: expect.stringContaining('throws "only once" while') },
  });
});

it('no verdict is given where a right rule, its loss or its reference changes', async () => {
  const [reference, lossFile] = [join(folder, 'reference.js'), join(folder, 'loss.js')];
  writeFileSync(reference, right);
  writeFileSync(
    lossFile,
    'export default { name: "bowl", dimension: 1, value: ([x]) => x * x / 2, gradient: ([x]) => [x] };',
  );
  const load = {
    rule: { kind: 'module', spec: rule },
    against: { kind: 'module', spec: reference },
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
    expect(await campaign(right, { load, stop })).toEqual(changedEnd(file));
  }
});
