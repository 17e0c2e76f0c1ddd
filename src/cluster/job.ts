/** What `plan` writes a script for. */
export interface ClusterJob {
  readonly shards: number;
}
