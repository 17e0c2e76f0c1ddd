import { loadRules } from '../../src/catalog/rules.ts';
import sameSeedSameResult from '../../src/checks/form/sameSeedSameResult.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { plain } from '../subjects/wrongRules.ts';

let calls = 0;

export default checkClaim({
  id: 'F-repeatable',
  claim: 'The check of repeatability refutes no built-in rule.',
  source: 'Δ is a function of its inputs; randomness comes from `random()` alone',
  check: sameSeedSameResult,
  spared: await loadRules(),
  refuted: [
    { ...plain, name: 'Math.random', update: ({ gradient }) => gradient.map(() => Math.random()) },
    {
      ...plain,
      name: 'Date.now',
      update: ({ gradient }) => gradient.map(() => Math.floor(Date.now() / 86_400_000)),
    },
    {
      ...plain,
      name: 'performance.now',
      update: ({ gradient }) => gradient.map(() => (performance.now() > 86_400_000 ? 1 : 2)),
    },
    { ...plain, name: 'counts its calls', update: ({ gradient }) => gradient.map(() => calls++) },
  ],
});
