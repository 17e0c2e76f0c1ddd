/** All that draws, in one module: a page that draws anything draws most of it, so it is loaded in one piece. */

export { formulaOrText } from '../formula.ts';
export { angleHistogram } from '../plots/angles.ts';
export { degradation } from '../plots/degradation.ts';
export { heatMap } from '../plots/heatMap.ts';
export { seriesPlots } from '../plots/series.ts';
export { matrixParts } from './killMatrix.ts';
export { ruleSection } from './rule.ts';
