import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Assignment } from './campaignSide.ts';

/** A side in a process of its own. */
export interface OpenSide {
  /** How many calls it makes, 0 for the campaign itself. */
  readonly calls: number;
  /** Milliseconds of one more round. */
  readonly round: () => Promise<number>;
  readonly close: () => void;
}

/** Starts the process of a side and gives it its assignment. */
export const openSide = async (assignment: Assignment): Promise<OpenSide> => {
  const child = fork(fileURLToPath(new URL('./campaignSide.js', import.meta.url)));
  const ask = (message: Assignment | 'round'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const lost = (code: number | null): void => {
        reject(new Error(`openSide: the process must answer, it ended with exit code ${code}`));
      };
      child.once('exit', lost);
      child.once('message', (answer: Answer) => {
        child.off('exit', lost);
        resolve(answer);
      });
      child.send(message);
    });
  const { calls } = await ask(assignment);
  return { calls, round: async () => (await ask('round')).milliseconds, close: () => child.disconnect() };
};
