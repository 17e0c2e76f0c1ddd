import { judgedByClaims } from './judgedByClaims.ts';

/** Wrong metric constructions, judged by the claims about metrics. */
export default judgedByClaims('metrics');
