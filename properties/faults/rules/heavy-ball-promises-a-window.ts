import heavyBall from '../../../src/rules/heavyBall.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Heavy ball as it should be, with a promise that it cannot keep: the loss falls over every 20 steps. */
export default {
  ...heavyBall,
  name: 'heavy-ball-promises-a-window',
  contract: { ...heavyBall.contract, effective: { window: 20 } },
  modelledOn: 'slip: on ½x² the oscillation of heavy ball breaks every fixed window on some run',
  meant: 'heavy-ball',
  alsoKnownAs: ['heavy-ball'],
} satisfies FaultyRule;
