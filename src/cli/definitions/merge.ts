import type { Command } from 'commander';
import { examples, type Runner, reportOption } from './options.ts';

/** The command `merge`: its arguments, options and examples. */
export const defineMerge = (program: Command, run: Runner): void => {
  program
    .command('merge')
    .description(
      'Combine the report folders of shards into one. Where a part is missing or ended early, nothing is verified: exit code 3.',
    )
    .argument('<dirs...>', 'report folders, one a shard')
    .addOption(reportOption())
    .addHelpText('after', examples('natgrad-check merge reports-1 reports-2 --report reports'))
    .action(async (dirs: readonly string[], options) => {
      const { merge } = await import('../commands/merge.ts');
      await run((terminal) => merge(dirs, options, terminal));
    });
};
