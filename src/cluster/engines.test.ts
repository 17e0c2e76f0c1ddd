import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { loadEngines } from './engine.ts';
import { type ClusterJob, shellWord } from './job.ts';

const engines = (await loadEngines()).filter(({ script }) => script);
const job: ClusterJob = {
  shards: 8,
  args: ["it's.js", '--seed', '1', "-- ./program --fast 'two words'"],
  report: 'my reports',
  needs: { megabytes: 512, cpus: 2, minutes: 30 },
  probe: 'A probe.',
  image: 'node:22',
};
const scriptOf = (wanted: string, of: ClusterJob = job): string =>
  engines.find(({ name }) => name === wanted)?.script?.(of) ?? '';

it('there is a script for each engine that runs jobs', () => {
  expect(engines.map(({ name }) => name)).toEqual(['github', 'gitlab', 'kubernetes', 'parallel', 'slurm']);
});

it.each(engines)(
  'the script for $name says what was probed, runs every part, a program last, and merges',
  ({ name }) => {
    const text = scriptOf(name).replaceAll('\\"', '"');
    expect(text).toContain('A probe.');
    expect(text).toMatch(
      /fuzz 'it'\\+''s\.js' --seed 1 --workers 2 --shard \S+ --report \S+ -- \.\/program --fast 'two words'/,
    );
    expect(text).toContain("merge parts --report 'my reports'");
  },
);

it.each(['slurm', 'parallel'])('the script for %s is one that bash reads', (name) => {
  execFileSync('bash', ['-n'], { input: scriptOf(name) });
});

it('the array of Slurm has every part, and its merge waits for any end of it', () => {
  expect(scriptOf('slurm')).toContain('--array=1-8 --cpus-per-task=2 --mem=512M --time=30');
  expect(scriptOf('slurm')).toContain('--dependency="afterany:$array"');
});

it('the job of Kubernetes is indexed, and tells its pods how many there are', () => {
  const { items } = JSON.parse(scriptOf('kubernetes'));
  const [, array] = items;
  expect(array.spec).toMatchObject({ completionMode: 'Indexed', completions: 8, backoffLimitPerIndex: 2 });
  expect(array.spec.template.spec.containers[0]).toMatchObject({
    image: 'node:22',
    env: [{ name: 'NATGRAD_SHARDS', value: '8' }],
    resources: { requests: { cpu: '2', memory: '512Mi' }, limits: { memory: '512Mi' } },
  });
});

it('shellWord(text) is the text, as a shell reads it', () => {
  for (const text of ['plain', 'two words', "it's", '$(no)', 'a;b', '*', '', 'torch.optim:Adam(lr=1)']) {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
  }
});
