import { startEarly } from '../host/early.ts';
import { usualHeap } from '../host/limits.ts';
import { workersThatFit } from '../host/resources.ts';

// Imported before everything else: the processes of a run load while this one does.
const [, , command, ...rest] = process.argv;
if (command === 'fuzz' && !rest.some((option) => /^(--workers\b|--help$|-h$|--print-config$)/.test(option)))
  startEarly(rest.some((option) => /^--channel\b/.test(option)) ? 1 : workersThatFit(), usualHeap());
