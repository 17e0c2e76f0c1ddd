import { judgedByClaims } from './judgedByClaims.ts';

/** Wrong generators, judged by the claims about what they reach and how they shrink. */
export default judgedByClaims('generators');
