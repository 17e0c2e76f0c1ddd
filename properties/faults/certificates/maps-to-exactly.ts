import { plainDot } from '../../plain/plainMetric.ts';
import type { Certificates } from '../../subjects/certificates.ts';
import { mappedWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'equality of rounded numbers demanded digit by digit',
  subject: mappedWhere((row, g, yi) => plainDot(row, g) === yi),
} satisfies SeededFault<Certificates>;
