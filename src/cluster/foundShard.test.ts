import { expect, it } from 'vitest';
import { loadEngines, type Variables } from './engine.ts';
import { foundShard, partText } from './foundShard.ts';

const engines = await loadEngines();
const slurm = (id: string, [first, last, count]: readonly [string, string, string]): Variables => ({
  SLURM_ARRAY_TASK_ID: id,
  SLURM_ARRAY_TASK_MIN: first,
  SLURM_ARRAY_TASK_MAX: last,
  SLURM_ARRAY_TASK_COUNT: count,
});

it.each<readonly [what: string, variables: Variables, part: string]>([
  ['a Slurm array from 0', slurm('7', ['0', '7', '8']), 'part 8 of 8 (Slurm array, SLURM_ARRAY_TASK_ID=7)'],
  ['a Slurm array from 1', slurm('7', ['1', '8', '8']), 'part 7 of 8 (Slurm array, SLURM_ARRAY_TASK_ID=7)'],
  [
    'a Kubernetes job of a stated number',
    { JOB_COMPLETION_INDEX: '0', NATGRAD_SHARDS: '3' },
    'part 1 of 3 (Kubernetes indexed job, JOB_COMPLETION_INDEX=0)',
  ],
  [
    'GNU parallel, from 1',
    { PARALLEL_SEQ: '3', NATGRAD_SHARDS: '3' },
    'part 3 of 3 (GNU parallel, PARALLEL_SEQ=3)',
  ],
  [
    'GitLab, from 1',
    { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '4' },
    'part 1 of 4 (GitLab parallel job, CI_NODE_INDEX=1 of CI_NODE_TOTAL=4)',
  ],
  [
    'CircleCI, from 0',
    { CIRCLE_NODE_INDEX: '3', CIRCLE_NODE_TOTAL: '4' },
    'part 4 of 4 (CircleCI parallel job, CIRCLE_NODE_INDEX=3 of CIRCLE_NODE_TOTAL=4)',
  ],
  [
    'GitHub, from 0',
    { GITHUB_ACTIONS: 'true', STRATEGY_JOB_INDEX: '0', STRATEGY_JOB_TOTAL: '2' },
    'part 1 of 2 (GitHub matrix, STRATEGY_JOB_INDEX=0 of STRATEGY_JOB_TOTAL=2)',
  ],
  [
    'Slurm started by GitHub',
    { GITHUB_ACTIONS: 'true', ...slurm('2', ['1', '2', '2']) },
    'part 2 of 2 (Slurm array, SLURM_ARRAY_TASK_ID=2)',
  ],
  [
    'two that agree',
    { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '2', ...slurm('1', ['0', '1', '2']) },
    'part 2 of 2 (GitLab parallel job, CI_NODE_INDEX=2 of CI_NODE_TOTAL=2; Slurm array, SLURM_ARRAY_TASK_ID=1)',
  ],
])('foundShard(engines, variables) finds %s', (_, variables, part) => {
  expect(partText(foundShard(engines, variables))).toBe(part);
});

it.each<readonly [what: string, variables: Variables, says: RegExp]>([
  [
    'nothing',
    { CI_NODE_TOTAL: '1' },
    /no CircleCI parallel job, GitHub matrix, .*GNU parallel, Slurm array is found/,
  ],
  [
    'two that contradict each other',
    { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2', ...slurm('1', ['0', '1', '2']) },
    /part 1 of 2 \(GitLab.*\) contradicts part 2 of 2 \(Slurm.*\); give part\/parts/,
  ],
  ['an array with gaps', slurm('5', ['1', '9', '5']), /the array of 5 from 1 to 9 has gaps/],
  ['a task submitted again', slurm('5', ['5', '5', '1']), /part of another that was submitted again/],
  ['an array that says nothing else', { SLURM_ARRAY_TASK_ID: '1' }, /the array of {2}from {2}to {2}has gaps/],
  [
    'a job of an unknown number',
    { JOB_COMPLETION_INDEX: '1' },
    /does not say of how many; set NATGRAD_SHARDS/,
  ],
  [
    'a number that contradicts the engine',
    { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2', NATGRAD_SHARDS: '3' },
    /is of 2, and NATGRAD_SHARDS=3 says otherwise/,
  ],
  ['a part beyond', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '2' }, /is no part of 2 from 1 on/],
  ['a part before', { CI_NODE_INDEX: '0', CI_NODE_TOTAL: '2' }, /is no part of 2 from 1 on/],
  ['no total', { CIRCLE_NODE_INDEX: '0' }, /is no part of {2}from 0 on/],
  ['no GitLab total', { CI_NODE_INDEX: '1' }, /is no part of {2}from 1 on/],
  ['rubbish', { JOB_COMPLETION_INDEX: '-1', NATGRAD_SHARDS: 'x' }, /is no part of x from 0 on/],
  [
    'GitHub without its numbers',
    { GITHUB_ACTIONS: 'true' },
    /STRATEGY_JOB_INDEX: \$\{\{ strategy\.job-index/,
  ],
])('foundShard(engines, variables) refuses %s', (_, variables, says) => {
  expect(() => foundShard(engines, variables)).toThrow(says);
});
