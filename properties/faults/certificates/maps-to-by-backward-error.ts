import { gamma } from '../../../src/linalg/rounding.ts';
import type { Certificates } from '../../certify/parts/certificates.ts';
import { plainDot } from '../../metric/parts/plainMetric.ts';
import { mappedWhere } from '../parts/certificatesWhere.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'Higham, Accuracy and Stability (2002), section 3.5: γ |M||g| bounds the product, not the terms that cancel in M',
  subject: mappedWhere((row, g, yi) => {
    const allowed = gamma(g.length) * plainDot(row.map(Math.abs), g.map(Math.abs));
    return Math.abs(plainDot(row, g) - yi) <= allowed;
  }),
} satisfies Wrong<Certificates>;
