import serialisable from '../../src/checks/laws/serialisable.ts';
import type { RuleContext } from '../../src/types/rule.ts';
import { checkClaim } from '../subjects/checkClaim.ts';
import { rulesWithTrait } from '../subjects/rulesWithTrait.ts';
import { plain } from '../subjects/wrongRules.ts';

const velocities = new WeakMap<object, Float64Array>();

let calls = 0;

class Momentum {}

export default checkClaim({
  id: 'L-serialisable',
  claim: 'The check of copied states refutes no rule whose state is all that it remembers.',
  source: 'Δₖ, Δₖ₊₁, … are functions of θₖ, the state and what follows',
  check: serialisable,
  spared: await rulesWithTrait('serialisable'),
  refuted: [
    {
      ...plain,
      name: 'memory outside of the state',
      init: () => ({ key: 0 }),
      update({ gradient, stepSize }: RuleContext, key: object) {
        const delta = gradient.map((d, i) => 0.5 * (velocities.get(key)?.[i] ?? 0) - stepSize * d);
        velocities.set(key, delta);
        return delta;
      },
    },
    {
      ...plain,
      name: 'a function in the state',
      init: () => ({ decay: (v: number) => 0.5 * v }),
      update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
    },
    {
      ...plain,
      name: 'behaviour in the prototype of the state',
      init: () => new Momentum(),
      update: ({ gradient, stepSize }, state) =>
        gradient.map((d) => -stepSize * d * (state instanceof Momentum ? 1 : 2)),
    },
    {
      ...plain,
      name: 'counts its calls in a closure',
      init: () => {
        calls = 0;
      },
      update({ gradient, stepSize }) {
        calls++;
        return gradient.map((d) => (-stepSize * d) / calls);
      },
    },
  ],
});
