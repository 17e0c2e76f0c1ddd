// Whether the manifest in plan.json is one of Kubernetes, and five broken ones are not. Runs in a folder that has
// kubernetes-models, kubernetes-types and typescript installed, which is its argument.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Job } from 'kubernetes-models/batch/v1';
import { PersistentVolumeClaim } from 'kubernetes-models/v1';

const [folder] = process.argv.slice(2);
const models = { Job, PersistentVolumeClaim };
const plan = () => JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));

/** What the models say is wrong with it, in words. */
const faultOfModels = ({ items }) => {
  try {
    for (const item of items) new models[item.kind](item).validate();
    return undefined;
  } catch (error) {
    return `${error.message}`.split('\n')[0];
  }
};

/** The same of the types. */
const faultOfTypes = ({ items }, name) => {
  const typed = items.map((item, i) => `export const item${i}: ${item.kind} = ${JSON.stringify(item)};`);
  writeFileSync(
    join(folder, `${name}.ts`),
    [
      "import type { Job } from 'kubernetes-types/batch/v1';",
      "import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';",
      ...typed,
    ].join('\n'),
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(folder, 'node_modules/typescript/bin/tsc'),
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--moduleResolution',
      'bundler',
      '--module',
      'esnext',
      `${name}.ts`,
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  return status === 0 ? undefined : stdout.split('\n')[0];
};

const broken = {
  'a field that there is not': (job) => {
    job.spec.completion = 8;
  },
  'a number as text': (job) => {
    job.spec.completions = '8';
  },
  'a container without a name': (job) => {
    delete job.spec.template.spec.containers[0].name;
  },
  'variables that are no list': (job) => {
    job.spec.template.spec.containers[0].env = { NATGRAD_SHARDS: '8' };
  },
  'a rule of failures without its action': (job) => {
    delete job.spec.podFailurePolicy.rules[0].action;
  },
};

let wrong = 0;
const say = (isRight, text) => {
  if (!isRight) wrong++;
  process.stdout.write(`${isRight ? '✓' : '✗'} ${text}\n`);
};
const faults = [faultOfModels(plan()), faultOfTypes(plan(), 'plan')];
say(
  faults.every((fault) => fault === undefined),
  `the manifest: ${faults.find((fault) => fault !== undefined) ?? 'as the API has it'}`,
);
for (const [i, [what, spoil]] of Object.entries(broken).entries()) {
  const manifest = plan();
  spoil(manifest.items.find(({ kind }) => kind === 'Job'));
  const found = faultOfModels(manifest) ?? faultOfTypes(manifest, `broken${i}`);
  say(found !== undefined, `${what} is refused: ${found}`);
}
process.exitCode = wrong > 0 ? 1 : 0;
