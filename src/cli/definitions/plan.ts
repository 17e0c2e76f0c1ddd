import { type Command, Option } from 'commander';
import { optionBounds } from '../../types/scenario.ts';
import type { PlanOptions } from '../commands/plan.ts';
import { parseCount } from '../parse.ts';
import { withCases } from './cases.ts';
import { examples, type Runner } from './options.ts';

/** The command `plan`: its arguments, options and examples. */
export const definePlan = (program: Command, run: Runner): void => {
  withCases(
    program
      .command('plan')
      .description(
        'Print a script or manifest that runs subjects in parts on a cluster, and then merges the parts. A probe of a few cases decides how much memory and time each part is given.',
      )
      .argument('[rules...]', 'rules as fuzz takes them'),
  )
    .requiredOption('--cluster <engine>', 'slurm, kubernetes, github, gitlab or parallel')
    .addOption(
      new Option('--shards <count>', 'parts').default(8).argParser(parseCount('shards', optionBounds.shards)),
    )
    .option('--image <image>', 'image of containers', 'node:22-bookworm')
    .addHelpText(
      'after',
      examples(
        'natgrad-check plan --cluster slurm ./rules --shards 8 --runs 100000 > fuzz.sh; bash fuzz.sh',
        'natgrad-check plan --cluster kubernetes ./rules --shards 100 > fuzz.json',
        'natgrad-check plan --cluster github ./rules > .github/workflows/natgrad-check.yml',
      ),
    )
    .action(async (rules: readonly string[], typed: PlanOptions, command: Command) => {
      const { configured } = await import('../configuration/configured.ts');
      const { names, options } = await configured(command, rules, typed);
      const { plan } = await import('../commands/plan.ts');
      await run((terminal) => plan(names, options, terminal));
    });
};
