import { judgedByClaims } from './judgedByClaims.ts';

/** Wrong certificates, judged by the claims about certificates. */
export default judgedByClaims('certificates');
