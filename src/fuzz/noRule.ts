import { shown } from './unusable.ts';

/** How a line goes on behind the name of a file that loads, but exports something else than a rule. */
export const noRule = { nothing: 'has no default export', other: 'is no rule: its default export' } as const;

/**
 * Whether a line about a file says that it holds no rule, and is none the worse for it: a helper, a test, a loss. A
 * file that does not load, or a rule with a fault in it, is another matter.
 *
 * @param file path as the person typed it
 */
export const saysNoRule = (line: string, file: string): boolean =>
  Object.values(noRule).some((words) => line.startsWith(`${shown(file)}: ${words}`));
