import type { Contract, DescentPromise } from './rule.ts';

/** A rule that a configuration names, with what it says of this rule alone. */
export interface ConfiguredSubject {
  /** A file, a folder or a name, as the command line takes it. */
  readonly rule: string;
  /** What it has to agree with, in place of `--against`. */
  readonly against?: string;
  /** In place of the contract of the rule itself; a string is a promise as `--contract` takes it. */
  readonly contract?: Contract | string;
}

/**
 * What `natgrad.config.ts` exports by default: the options of `natgrad-check fuzz`, in camel case, and the rules that it runs
 * where none is typed. What is typed outranks it. Paths start at the folder of the file.
 */
export interface Configuration {
  readonly rules?: readonly (string | ConfiguredSubject)[];
  readonly runs?: number;
  /** The residual risk that is to be reached, such as 0.001. */
  readonly risk?: number | string;
  readonly time?: string;
  readonly seed?: number;
  readonly loss?: string | readonly string[];
  readonly dimension?: number | string;
  readonly steps?: number;
  readonly contract?: DescentPromise | string;
  readonly against?: string;
  readonly python?: string;
  readonly generate?: number;
  readonly timeout?: string;
  readonly resume?: boolean;
  readonly corpus?: string;
  readonly report?: string;
  readonly strict?: boolean;
  readonly workers?: number;
  readonly shard?: string;
  readonly json?: boolean;
  readonly reporter?: 'default' | 'github' | 'json' | 'junit';
  readonly baseline?: string;
  readonly failFast?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}
