import type { Law } from './law.ts';
import { outOfRange } from './range.ts';
import { scaledLoss } from './scaledLoss.ts';

/** Powers of two, so that scaling itself is exact: mild ones, and some that bring any epsilon into play. */
const factors = {
  float64: [2, 1 / 2, 8, 1 / 8, 2 ** 10, 2 ** -10, 2 ** 24, 2 ** -24, 2 ** 36, 2 ** -36],
  float32: [2, 1 / 2, 8, 1 / 8, 2 ** 10, 2 ** -10, 2 ** 14, 2 ** -14],
} as const;

/** The law of what becomes of Δ when L and every gradient are multiplied by some c > 0: cᵖΔ. @param power p */
export const scalingLaw = (law: Pick<Law, 'id' | 'claim' | 'source' | 'cause'>, power: 0 | 1): Law => ({
  ...law,
  movesCoordinates: false,
  change(recorded) {
    const { setting, steps, random } = recorded;
    const choices = factors[setting.rule.precision ?? 'float64'];
    const factor = choices[Math.floor(random() * choices.length)]!;
    const reason = outOfRange(recorded, factor);
    if (reason !== undefined) return { reason };
    const due = factor ** power;
    const shown = factor >= 1 ? `times ${factor}` : `divided by ${1 / factor}`;
    return {
      variants: [
        {
          words: `with every gradient ${shown}`,
          loss: scaledLoss(setting.loss, factor),
          history: steps.map(({ theta, gradient }) => ({ theta, gradient: gradient.map((d) => factor * d) })),
          plain: (values) => values,
          changed: (values) => values.map((value) => value / due),
          quantity: (i) =>
            power === 0 ? `Δθ[${i}]` : factor >= 1 ? `Δθ[${i}]/${due}` : `${1 / due}·Δθ[${i}]`,
          mixes: false,
        },
      ],
    };
  },
});
