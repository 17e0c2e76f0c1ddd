import { parentPort } from 'node:worker_threads';
import { type JudgeJob, judge } from '../fuzz/judge.ts';
import { loadBanks } from '../fuzz/loadBanks.ts';

const banks = await loadBanks();
parentPort?.on('message', async (job: JudgeJob) => {
  try {
    parentPort?.postMessage({ answer: await judge(banks, job, () => performance.now()) });
  } catch (error) {
    parentPort?.postMessage({
      failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
