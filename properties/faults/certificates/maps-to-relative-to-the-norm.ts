import { mapsToTolerance } from '../../../src/linalg/rounding.ts';
import type { Certificates } from '../../certify/parts/certificates.ts';
import { plainDot } from '../../metric/parts/plainMetric.ts';
import { mappedWhere } from '../parts/certificatesWhere.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'the habit of ‖M g − y‖ ≤ tol ‖y‖, which no small coordinate can fail',
  subject: mappedWhere(
    (row, g, yi, y) => Math.abs(plainDot(row, g) - yi) <= mapsToTolerance * Math.hypot(...y),
  ),
} satisfies Wrong<Certificates>;
