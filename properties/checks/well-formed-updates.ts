import { loadRules } from '../../src/catalog/rules.ts';
import wellFormed from '../../src/checks/form/wellFormed.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { plain } from '../subjects/wrongRules.ts';

const thenable = { ...Object.fromEntries([['then', () => undefined]]), delta: new Float64Array(1) };

export default checkClaim({
  id: 'F-well-formed',
  claim: 'The check of well-formed updates refutes no built-in rule.',
  source: 'Δ: ℝᴰ × state → ℝᴰ × state is a function',
  check: wellFormed,
  spared: await loadRules(),
  refuted: [
    { ...plain, name: 'one coordinate too many', update: ({ theta }) => new Float64Array(theta.length + 1) },
    { ...plain, name: 'promise', update: () => thenable },
    { ...plain, name: 'object', update: ({ theta }) => ({ length: theta.length }) },
    {
      ...plain,
      name: 'throws',
      update: () => {
        throw new RangeError('no');
      },
    },
    {
      ...plain,
      name: 'throws in init',
      init: () => {
        throw new RangeError('no');
      },
    },
  ],
});
