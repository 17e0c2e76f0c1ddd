import type { DrawnScenario } from '../arbitrary/scenario/scenarioSource.ts';
import { type Memory, noMemory } from '../dynamics/running.ts';

/** A case, and the runs of it that are known. */
export interface SharedCase extends DrawnScenario {
  readonly memory: Memory;
}

/** Cases that several checks are tried on, by their index. */
export interface SharedCases {
  /** The case of an index, drawn where it is not known any more. */
  at(index: number, draw: () => DrawnScenario): SharedCase;
}

/** Cases that are kept: checks that share them get to the same hundred of them one after the other. */
const kept = 128;

/** Before the first case. Memory: the runs of so many cases. */
export const sharedCases = (): SharedCases => {
  const known = new Map<number, SharedCase>();
  return {
    at: (index, draw) => {
      const old = known.get(index);
      if (old) return old;
      if (known.size === kept) known.delete(known.keys().next().value!);
      const fresh = { ...draw(), memory: noMemory() };
      known.set(index, fresh);
      return fresh;
    },
  };
};
