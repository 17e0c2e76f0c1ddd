import { fileURLToPath } from 'node:url';
import { codeOfLoad, demandInside } from './counterexample/imports.ts';
import { loadRequestOf } from './counterexample/origin.ts';
import { replayStored } from './counterexample/replay.ts';
import { runnableCounterexample } from './counterexample/runnable.ts';
import { isolatedExecutor } from './host/isolated.ts';
import { limitsOf, usualTimeout } from './host/limits.ts';
import { fileLimits, readRegularFile } from './regularFile.ts';
import type { Observation } from './types/check.ts';

/**
 * Runs the minimal case of a stored counterexample again, as `natgrad-check replay` does: with the rule that it was
 * compared with, the loss of the user, the promise and the cases before it that it was found with.
 *
 * @param file path of the counterexample, or its file: URL
 * @param options.allowOutside whether it may import files outside of the working directory and of that of its run
 * @throws SubjectError where it imports such a file and may not, its rule cannot be loaded, or its check or loss is not known any more
 */
export const replayCounterexample = async (
  file: string | URL,
  options: { readonly allowOutside?: boolean } = {},
): Promise<Observation> => {
  const path = file instanceof URL ? fileURLToPath(file) : file;
  const counterexample = runnableCounterexample(readRegularFile(path, { limit: fileLimits.stored }));
  if (!options.allowOutside) {
    const code = codeOfLoad(await loadRequestOf(counterexample, path));
    demandInside(code, counterexample, path, 'set allowOutside');
  }
  const limits = limitsOf(counterexample.rule.timeout ?? usualTimeout);
  const { observation } = await replayStored(counterexample, path, () => isolatedExecutor(1, limits));
  return observation;
};
