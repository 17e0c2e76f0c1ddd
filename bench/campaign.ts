import type { Subject } from './measure/campaignSide.ts';
import { openSide } from './measure/openSide.ts';
import { ratioRow } from './measure/ratio.ts';
import type { BenchRow } from './row.ts';

const subjects: readonly (Subject & { readonly what: string; readonly target: number })[] = [
  {
    what: 'the network losses',
    losses: ['two-layer-linear-network', 'relu-network', 'tanh-network'],
    target: 2,
  },
  {
    what: 'losses of dimension up to 16',
    losses: ['quadratic', 'huber', 'rosenbrock', 'styblinski-tang', 'logistic-regression'],
    dimension: { min: 1, max: 16 },
    target: 4,
  },
];

/**
 * What verification costs on top of running a rule and its losses.
 *
 * The two sides are processes that take turns. In one process a collection during the campaign would have to walk over
 * the noted calls, some half a gigabyte that no campaign has beside it.
 */
export default async (): Promise<readonly BenchRow[]> => {
  const rows: BenchRow[] = [];
  for (const { what, target, ...subject } of subjects) {
    for (const rule of ['gradient-descent', 'adam']) {
      const ours = await openSide({ subject, rule, side: 'campaign' });
      const theirs = await openSide({ subject, rule, side: 'calls' });
      rows.push(
        await ratioRow(
          {
            what: `a campaign of ${rule} on ${what}`,
            peer: `its own ${theirs.calls} calls of the rule and its losses`,
            target: { atMost: target },
          },
          { warmUps: 2, rounds: 9, ours: ours.round, theirs: theirs.round },
        ),
      );
      ours.close();
      theirs.close();
    }
  }
  return rows;
};
