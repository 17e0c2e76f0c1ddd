import type { Engine } from '../engine.ts';
import { type ClusterJob, headline, mergeCommand, partCommand, retries } from '../job.ts';

/**
 * Kubernetes: a Job whose `completionMode` is `Indexed` numbers its pods from 0, and does not tell them how many there are.
 *
 * Source: Kubernetes, Jobs, "Completion mode".
 */
export default {
  name: 'kubernetes',
  title: 'Kubernetes indexed job',
  partIn: ({ JOB_COMPLETION_INDEX: number }) =>
    number === undefined
      ? undefined
      : { says: `JOB_COMPLETION_INDEX=${number}`, number, base: '0', count: undefined },
  script: (job) => `${JSON.stringify(manifestOf(job), undefined, 1)}\n`,
} satisfies Engine;

const name = 'natgrad-check';

/** Seconds between two looks of the merge for parts, for which no job of Kubernetes waits. */
const pause = 10;

/**
 * A volume, an indexed job and one that waits for it, as `kubectl apply -f` takes them. What is run lies in the volume. A
 * part writes how it ended; one that has refuted something has not failed, and one that cannot run is not tried again.
 */
const manifestOf = (job: ClusterJob) => {
  const { shards, needs, image } = job;
  const labels = { app: name };
  const metadata = { labels, annotations: { 'natgrad-check/plan': headline(job) } };
  const resources = (cpu: number, megabytes: number) => ({
    requests: { cpu: `${cpu}`, memory: `${megabytes}Mi` },
    limits: { memory: `${megabytes}Mi` },
  });
  const containerOf = (script: string, asked: ReturnType<typeof resources>) => ({
    name: 'main',
    image,
    workingDir: '/work',
    command: ['/bin/sh', '-c', script],
    env: [{ name: 'NATGRAD_SHARDS', value: `${shards}` }],
    resources: asked,
    volumeMounts: [{ name: 'work', mountPath: '/work' }],
  });
  const podOf = (container: ReturnType<typeof containerOf>) => ({
    metadata: { labels },
    spec: {
      restartPolicy: 'Never',
      containers: [container],
      volumes: [{ name: 'work', persistentVolumeClaim: { claimName: name } }],
    },
  });
  const folder = '"parts/$JOB_COMPLETION_INDEX"';
  const part = `mkdir -p ${folder} && rm -f ${folder}/ended; code=0; npx natgrad-check ${partCommand(job, 'auto', folder)} || code=$?; [ $code -ge 128 ] || echo $code > ${folder}/ended; [ $code -ne 1 ] || code=0; exit $code`;
  const looks = Math.ceil((60 * needs.minutes * (retries + 1)) / pause);
  const merge = `for look in $(seq ${looks}); do [ $(ls parts/*/ended 2>/dev/null | wc -l) -lt ${shards} ] || break; sleep ${pause}; done; npx natgrad-check ${mergeCommand(job, 'parts')}`;
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { ...metadata, name },
        spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '10Gi' } } },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { ...metadata, name },
        spec: {
          completionMode: 'Indexed',
          completions: shards,
          parallelism: shards,
          backoffLimitPerIndex: retries,
          maxFailedIndexes: shards,
          podFailurePolicy: {
            rules: [
              {
                action: 'FailIndex',
                onExitCodes: { containerName: 'main', operator: 'In', values: [2] },
              },
            ],
          },
          activeDeadlineSeconds: 60 * needs.minutes * (retries + 1),
          template: podOf(containerOf(part, resources(needs.cpus, needs.megabytes))),
        },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { ...metadata, name: `${name}-merge` },
        spec: { backoffLimit: 0, template: podOf(containerOf(merge, resources(1, 2048))) },
      },
    ],
  };
};
