import type { Format } from '../format.ts';
import { stringifyReport } from '../json.ts';

/** The report itself: everything that the other formats show. */
const json: Format = { file: 'report.json', rank: 10, render: stringifyReport };

export default json;
