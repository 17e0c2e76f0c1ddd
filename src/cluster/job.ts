/** What a script is written for: one run in parts, and their merge. */
export interface ClusterJob {
  readonly shards: number;
  /** The arguments of `fuzz` that all parts share, the seed among them, as they were typed. */
  readonly args: readonly string[];
  /** Folder of the merged report. */
  readonly report: string;
  /** What one part needs, with a margin. */
  readonly needs: Needs;
  /** What the script says of how that was found. */
  readonly probe: string;
  /** Image of containers, with Node.js in it. */
  readonly image: string;
}

/** What one part of a run is given. */
export interface Needs {
  readonly megabytes: number;
  readonly cpus: number;
  readonly minutes: number;
}

/** How often a part that was killed is tried again. */
export const retries = 2;

/** What a script says first. */
export const headline = ({ shards, probe }: ClusterJob): string =>
  `${shards} parts of one run of natgrad-check, and their merge. ${probe}`;

/**
 * The command of one part.
 *
 * @param part as a shell expands it, such as `$i/8`
 * @param folder of its report, likewise
 */
export const partCommand = (job: ClusterJob, part: string, folder: string): string => {
  // A program with its arguments is one argument that begins so, quoted as a shell wants it: nothing may follow it.
  const programs = job.args.filter((arg) => arg.startsWith('-- '));
  const words = job.args.filter((arg) => !arg.startsWith('-- ')).map(shellWord);
  const shared = ['fuzz', ...words, '--workers', job.needs.cpus, '--shard', part, '--report', folder];
  return [...shared, ...programs].join(' ');
};

/** The command that gives the verdict. */
export const mergeCommand = ({ report }: ClusterJob, parts: string): string =>
  `merge ${parts} --report ${shellWord(report)}`;

/** An argument as a POSIX shell takes it. */
export const shellWord = (text: string): string =>
  /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A text as YAML takes it on one line: JSON is YAML. */
export const yamlText = (text: string): string => JSON.stringify(text);
