import { discover } from '../discover.ts';
import type { ClusterJob } from './job.ts';

/** The variables of a process's environment. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What an engine told a process of its part, as the numbers stand in its variables. */
export interface ToldPart {
  /** The variable that numbers the part, as it is set: `SLURM_ARRAY_TASK_ID=3`. */
  readonly says: string;
  readonly number: string | undefined;
  /** The number of the first part. */
  readonly base: string;
  /** Of how many; undefined where the engine does not tell. */
  readonly count: string | undefined;
  /** Why no part of a whole follows from it, in words. */
  readonly fault?: string;
}

/** What starts many processes that share one run out between them: one file under engines/. */
export interface Engine {
  /** As `--cluster` takes it. */
  readonly name: string;
  readonly title: string;
  /** What it told the process that has these variables; undefined where that was not started by it, or is no part of anything. */
  partIn(variables: Variables): ToldPart | undefined;
  /** A script or manifest that runs every part, and then merges them. */
  script?(job: ClusterJob): string;
}

/** Every engine, in alphabetical order. */
export const loadEngines = (): Promise<readonly Engine[]> =>
  discover<Engine>(new URL('./engines/', import.meta.url), ['name', 'title', 'partIn']);
