import type { Certificates } from '../../certify/parts/certificates.ts';
import { definiteWhere } from '../parts/certificatesWhere.ts';
import { plainEigenvalues } from '../parts/plainEigenvalues.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'what one writes first: all eigenvalues of a floating-point decomposition above 0',
  subject: definiteWhere((M) => plainEigenvalues(M)[0]! > 0),
} satisfies Wrong<Certificates>;
