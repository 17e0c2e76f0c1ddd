import { certifyMapsTo } from '../../src/certify/mapsTo.ts';
import { certifyPositiveDefinite } from '../../src/certify/positiveDefinite.ts';
import { inconclusive, truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { alsoOffered } from '../generators/alsoOffered.ts';
import type { Competitor } from '../generators/competitor.ts';
import { ofGenerator } from '../subjects/generators.ts';

/** M is proved positive definite, and M g = y within what rounding explains. */
const isMetric = ({ matrix, g, y }: Pick<Competitor, 'matrix' | 'g' | 'y'>): Outcome => {
  const maps = certifyMapsTo(matrix, g, y).status;
  if (maps === 'inconclusive') return inconclusive('M g = y is not decided');
  return truth(maps === 'proved' && certifyPositiveDefinite(matrix).status === 'proved');
};

const claim: Claim<Competitor> = {
  id: 'G7-competitors',
  claim: 'Every competitor is a metric of its pair: symmetric positive definite with M g = y.',
  source: 'P2, P4, X1',
  ...ofGenerator('competitors', (competitors) =>
    alsoOffered(competitors({ dimension: { min: 2, max: 12 } }), isMetric),
  ),
  mutants: {
    'y and g exchanged': ({ matrix, g, y }) => isMetric({ matrix, g: y, y: g }),
    'identity added': ({ matrix, g, y }) => {
      const added = matrix.clone();
      for (let i = 0; i < g.length; i++) added.set(i, i, added.get(i, i) + 1);
      return isMetric({ matrix: added, g, y });
    },
    'complement taken away': ({ matrix, g, y }) => {
      const yg = y.reduce((sum, x, i) => sum + x * g[i]!, 0);
      const rankOne = matrix.clone();
      for (let i = 0; i < g.length; i++) {
        for (let j = 0; j < g.length; j++) rankOne.set(i, j, (y[i]! * y[j]!) / yg);
      }
      return isMetric({ matrix: rankOne, g, y });
    },
  },
};

export default claim;
