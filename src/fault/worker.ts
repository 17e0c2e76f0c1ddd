import { parentPort } from 'node:worker_threads';
import { loadFaultKinds } from '../catalog/faults.ts';
import { type JudgeJob, judge } from './judge.ts';

const kinds = await loadFaultKinds();

const judgementOf = async (job: JudgeJob) => {
  try {
    return { judgement: await judge(kinds, job, () => performance.now()) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

parentPort?.on('message', async ({ id, ask }: { readonly id: number; readonly ask: JudgeJob }) => {
  parentPort?.postMessage({ id, answer: await judgementOf(ask) });
});
