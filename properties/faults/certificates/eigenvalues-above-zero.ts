import { plainEigenvalues } from '../../plain/plainEigenvalues.ts';
import type { Certificates } from '../../subjects/certificates.ts';
import { definiteWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'what one writes first: all eigenvalues of a floating-point decomposition above 0',
  subject: definiteWhere((M) => plainEigenvalues(M)[0]! > 0),
} satisfies SeededFault<Certificates>;
