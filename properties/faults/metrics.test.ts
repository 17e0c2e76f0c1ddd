import { ourMetrics } from '../subjects/metrics.ts';
import { testFaults } from './testFaults.ts';

await testFaults('metrics', { 'src/metric': ourMetrics });
