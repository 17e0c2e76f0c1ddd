import { mapsToTolerance } from '../../../src/certify/rounding.ts';
import { plainDot } from '../../plain/plainMetric.ts';
import type { Certificates } from '../../subjects/certificates.ts';
import { mappedWhere } from '../altered/certificatesWhere.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the habit of ‖M g − y‖ ≤ tol ‖y‖, which no small coordinate can fail',
  subject: mappedWhere(
    (row, g, yi, y) => Math.abs(plainDot(row, g) - yi) <= mapsToTolerance * Math.hypot(...y),
  ),
} satisfies SeededFault<Certificates>;
