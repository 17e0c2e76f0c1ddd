import type { Check } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import { short } from './short.ts';

/** Longer starting points are left to the stored case. */
const shownCoordinates = 3;

/** The check, its sentences on a refuted case preceded by where it was: "on quadratic from θ = [1], η = 1: …". */
export const namingTheCase = (check: Check): Check => ({
  ...check,
  observe: (setting, announce) => {
    const observation = check.observe(setting, announce);
    return observation.status === 'refuted' && observation.sentence !== undefined
      ? { ...observation, sentence: `${describeCase(setting)}: ${observation.sentence}` }
      : observation;
  },
});

const describeCase = ({ loss, scenario: { theta, stepSize } }: Setting): string => {
  const start =
    theta.length <= shownCoordinates
      ? `from θ = [${theta.map(short).join(', ')}]`
      : `in ${theta.length} dimensions`;
  return `on ${loss.name} ${start}, η = ${short(stepSize)}`;
};
