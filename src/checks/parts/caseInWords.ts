import type { Setting } from '../../types/scenario.ts';
import { short } from './short.ts';

/** Coordinates that are still shown one by one. */
const shownCoordinates = 4;

/** Where a run started, for a sentence: the loss by name, θ₀ where it is short, and η. */
export const caseInWords = ({ loss, scenario }: Setting): string => {
  const { theta, stepSize } = scenario;
  const start =
    theta.length <= shownCoordinates
      ? `θ = [${theta.map(short).join(', ')}]`
      : `θ in ${theta.length} dimensions`;
  return `${loss.name} from ${start}, η = ${short(stepSize)}`;
};
