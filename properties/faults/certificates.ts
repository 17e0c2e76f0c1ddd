import { claimBank } from './claimBank.ts';

/** Wrong certificates, judged by the claims about certificates. */
export default claimBank('certificates');
