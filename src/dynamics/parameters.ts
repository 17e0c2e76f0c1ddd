import type { Loss, Parameter } from '../types/loss.ts';
import type { Shapes } from '../types/rule.ts';

/** The shapes of θ that a rule is shown: those that the loss states, or one parameter that is all of θ. */
export const parametersOf = (
  { parameters, dimension }: Pick<Loss, 'parameters' | 'dimension'>,
  shapes: Shapes,
): readonly Parameter[] => {
  if (parameters) return parameters;
  const shape = shapes === 'matrix' ? squarestFactors(dimension) : [dimension];
  return [{ name: 'theta', shape, from: 0, to: dimension }];
};

/** [D/c, c] with the greatest divisor c ≤ √D: a column where D is prime. */
const squarestFactors = (dimension: number): readonly number[] => {
  let columns = Math.floor(Math.sqrt(dimension));
  while (dimension % columns > 0) columns--;
  return [dimension / columns, columns];
};
