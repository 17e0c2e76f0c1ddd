import { claimBank } from './claimBank.ts';

/** Wrong metric constructions, judged by the claims about metrics. */
export default claimBank('metrics');
