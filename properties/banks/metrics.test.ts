import { ourMetrics } from '../metric/parts/metrics.ts';
import { testBank } from './testBank.ts';

await testBank('metrics', { 'src/metric': ourMetrics });
