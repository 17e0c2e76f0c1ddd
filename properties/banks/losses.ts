import { claimBank } from './claimBank.ts';

/** Wrong losses, judged by the claims about losses. */
export default claimBank('losses');
