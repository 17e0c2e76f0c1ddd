import { describe, expect, it } from 'vitest';
import { campaignsOnFiles, findingsOf } from '../../properties/campaign/campaignOnFile.ts';

const { campaign } = campaignsOnFiles();

describe('runCampaign(executor, request, emit), while it shrinks', () => {
  it.each([
    ['an endless loop', 'for (;;);', 400],
    ['a memory bomb', 'for (const all = []; ; ) all.push(new Float64Array(1e6).fill(1));', 20_000],
  ])('keeps what it knows of a failure whose smaller cases meet %s', async (_, trap, patience) => {
    const end = await campaign(
      'trapped',
      `export default ({ theta, gradient, stepSize }) => {
        if (theta.length === 1 && Math.abs(theta[0]) === 1) ${trap}
        return gradient.map((d) => stepSize * d);
      };`,
      { patience },
    );
    const [finding] = findingsOf(end, 'small-step');
    expect(finding).toMatchObject({ cause: 'uphill', sentence: expect.stringContaining('uphill') });
    expect(finding?.minimal.theta).not.toEqual([1]);
  });
});
