import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, isThrown, SubjectError } from '../errors.ts';
import { type Closeness, openRawRecords } from './rawRecords.ts';
import { openRunLog } from './runLog.ts';
import { type Recording, unfit } from './step.ts';

/**
 * Opens what a person names: a run in JSON lines, a folder of raw records, or a folder that holds one run in JSON lines.
 *
 * @throws SubjectError, in one line, where it is none of them
 */
export const openRecording = (path: string, closeness: Closeness): Recording => {
  try {
    if (!statSync(path).isDirectory()) {
      if (path.endsWith('.safetensors')) {
        throw unfit(path, 'it is one step of a run; name the folder that it is in');
      }
      return openRunLog(path);
    }
    const { logs, hasRecords } = contentOf(path);
    if (hasRecords) return openRawRecords(path, closeness);
    if (logs.length > 1)
      throw unfit(path, `it holds ${logs.length} runs; name one of them: ${logs.join(', ')}`);
    return logs.length === 1 ? openRunLog(join(path, logs[0]!)) : openRawRecords(path, closeness);
  } catch (error) {
    if (isThrown(error, SubjectError)) throw error;
    throw unfit(path, errorText(error));
  }
};

const contentOf = (folder: string): { readonly logs: readonly string[]; readonly hasRecords: boolean } => {
  const names = readdirSync(folder);
  return {
    logs: names.filter((name) => name.endsWith('.jsonl')),
    hasRecords: names.some((name) => name.endsWith('.safetensors') || /^\d+$/.test(name)),
  };
};

/** Whether a path looks like a recorded run: a file of JSON lines, or a folder that holds one, or raw records. */
export const isRecording = (path: string): boolean => {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path.endsWith('.jsonl');
  const { logs, hasRecords } = contentOf(path);
  return logs.length > 0 || hasRecords;
};
