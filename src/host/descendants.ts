import { readFileSync } from 'node:fs';

/** Deeper than a subject with its guardian ever is. */
const deepest = 8;

/** Every process below one, as far as /proc shows them. Cost: some reads of /proc each; one where there is none. */
export const descendantsOf = (pid: number, depth = 0): readonly number[] => {
  if (depth >= deepest) return [];
  const children = childrenOf(pid);
  return children.flatMap((child) => [child, ...descendantsOf(child, depth + 1)]);
};

const childrenOf = (pid: number): readonly number[] => {
  const text = read(`/proc/${pid}/task/${pid}/children`);
  return text === undefined || text.trim() === '' ? [] : text.trim().split(' ').map(Number);
};

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
};
