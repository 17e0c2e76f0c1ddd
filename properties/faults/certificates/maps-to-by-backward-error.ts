import { gamma } from '../../../src/linalg/rounding.ts';
import { plainDot } from '../../plain/plainMetric.ts';
import type { Certificates } from '../../subjects/certificates.ts';
import { mappedWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'Higham, Accuracy and Stability (2002), section 3.5: γ |M||g| bounds the product, not the terms that cancel in M',
  subject: mappedWhere((row, g, yi) => {
    const allowed = gamma(g.length) * plainDot(row.map(Math.abs), g.map(Math.abs));
    return Math.abs(plainDot(row, g) - yi) <= allowed;
  }),
} satisfies SeededFault<Certificates>;
