import type { Engine } from '../engine.ts';
import { headline, mergeCommand, partCommand, retries, yamlText } from '../job.ts';

/**
 * GitLab: a job with `parallel` is numbered from 1; every job is told how many there are, one that is no part of anything
 * its number not.
 *
 * Source: GitLab, Predefined CI/CD variables.
 */
export default {
  name: 'gitlab',
  title: 'GitLab parallel job',
  partIn: ({ CI_NODE_INDEX: number, CI_NODE_TOTAL: count }) =>
    number === undefined
      ? undefined
      : { says: `CI_NODE_INDEX=${number} of CI_NODE_TOTAL=${count}`, number, base: '1', count: count ?? '' },
  script: (job) => {
    const { shards, needs, image, report } = job;
    return `# ${headline(job)}
# Save it as .gitlab-ci.yml, or include it there.
part:
  image: ${yamlText(image)}
  parallel: ${shards}
  timeout: ${needs.minutes} minutes
  retry: { max: ${retries}, when: [runner_system_failure, stuck_or_timeout_failure, unknown_failure] }
  variables: { KUBERNETES_MEMORY_REQUEST: ${needs.megabytes}Mi, KUBERNETES_CPU_REQUEST: "${needs.cpus}" }
  script:
    - npm ci
    # A part that has refuted something ends with 1, and its report counts.
    - npx natgrad-check ${partCommand(job, 'auto', '"parts/$CI_NODE_INDEX"')} || [ $? -eq 1 ]
  artifacts: { when: always, paths: [parts] }
merge:
  image: ${yamlText(image)}
  needs: [part]
  when: always
  script:
    - npm ci
    - npx natgrad-check ${mergeCommand(job, 'parts')}
  artifacts:
    when: always
    paths: [${yamlText(report)}]
    reports: { junit: ${yamlText(`${report}/junit.xml`)} }
`;
  },
} satisfies Engine;
