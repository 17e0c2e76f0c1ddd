import { judgedByClaims } from './judgedByClaims.ts';

/** Wrong losses, judged by the claims about losses. */
export default judgedByClaims('losses');
