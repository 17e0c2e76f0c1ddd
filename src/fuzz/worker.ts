import { parentPort, workerData } from 'node:worker_threads';
import { serve } from './serve.ts';
import { watchSideEffects } from './sideEffects.ts';

if (parentPort) serve(parentPort, new Int32Array(workerData), watchSideEffects(process));
