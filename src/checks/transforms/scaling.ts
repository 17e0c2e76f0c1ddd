import { defaultHyperparameters } from '../../dynamics/trajectory.ts';
import { scaledLoss } from '../../losses/derived/scaledLoss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Law } from './law.ts';
import { outOfRange } from './range.ts';

/** Powers of two, so that scaling itself is exact: mild ones, and some that bring any epsilon into play. */
const factors = {
  float64: [2, 1 / 2, 8, 1 / 8, 2 ** 10, 2 ** -10, 2 ** 24, 2 ** -24, 2 ** 36, 2 ** -36],
  float32: [2, 1 / 2, 8, 1 / 8, 2 ** 10, 2 ** -10, 2 ** 14, 2 ** -14],
  bfloat16: [2, 1 / 2, 8, 1 / 8, 2 ** 10, 2 ** -10, 2 ** 14, 2 ** -14],
  float16: [2, 1 / 2, 8, 1 / 8],
} as const;

/**
 * The law of what becomes of Δ when L, every gradient and each hyperparameter that is declared in units of the gradient
 * are multiplied by some c > 0: cᵖΔ. @param power p
 */
export const scalingLaw = (law: Pick<Law, 'id' | 'claim' | 'source' | 'cause'>, power: 0 | 1): Law => ({
  ...law,
  movesCoordinates: false,
  change(recorded) {
    const { setting, steps, random } = recorded;
    const { rule, scenario } = setting;
    const given = { ...defaultHyperparameters(rule), ...scenario.hyperparameters };
    const choices = factors[rule.precision].flatMap((factor) => {
      const hyperparameters = scaledHyperparameters(rule, given, factor);
      return hyperparameters ? [{ factor, hyperparameters }] : [];
    });
    const chosen = choices[Math.floor(random() * choices.length)];
    if (!chosen) return { reason: 'no change of scale leaves every hyperparameter in its range' };
    const { factor, hyperparameters } = chosen;
    const reason = outOfRange(recorded, { gradient: factor, stepSize: 1 });
    if (reason !== undefined) return { reason };
    const due = factor ** power;
    const shown = factor >= 1 ? `times ${factor}` : `divided by ${1 / factor}`;
    const along = Object.keys(hyperparameters).map((name) => `, ${name} along with it`);
    return {
      variants: [
        {
          words: `with every gradient ${shown}${along.join('')}`,
          loss: scaledLoss(setting.loss, factor),
          history: steps.map(({ theta, gradient }) => ({ theta, gradient: gradient.map((d) => factor * d) })),
          hyperparameters,
          plain: (values) => values,
          changed: (values) => values.map((value) => value / due),
          quantity: (i) =>
            power === 0 ? `Δθ[${i}]` : factor >= 1 ? `Δθ[${i}]/${due}` : `${1 / factor}·Δθ[${i}]`,
          mixes: false,
        },
      ],
    };
  },
});

const exponents = { gradient: 1, 'squared gradient': 2 } as const;

/** The hyperparameters that scale along with the gradient, undefined where one of them would leave its range. */
const scaledHyperparameters = (
  { hyperparameters }: NamedRule,
  given: Readonly<Record<string, number>>,
  factor: number,
): Readonly<Record<string, number>> | undefined => {
  const scaled: Record<string, number> = {};
  for (const [name, { unit, min, max }] of Object.entries(hyperparameters)) {
    if (unit === undefined) continue;
    const value = given[name]! * factor ** exponents[unit];
    if (!(value >= min && value <= max)) return undefined;
    scaled[name] = value;
  }
  return scaled;
};
