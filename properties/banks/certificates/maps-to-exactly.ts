import type { Certificates } from '../../certify/parts/certificates.ts';
import { plainDot } from '../../metric/parts/plainMetric.ts';
import { mappedWhere } from '../parts/certificatesWhere.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'equality of rounded numbers demanded digit by digit',
  subject: mappedWhere((row, g, yi) => plainDot(row, g) === yi),
} satisfies Wrong<Certificates>;
