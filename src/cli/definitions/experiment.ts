import type { Command } from 'commander';
import { examples, type Runner, reportOption, seedOption } from './options.ts';

/** The command `experiment`: its arguments, options and examples. */
export const defineExperiment = (program: Command, run: Runner): void => {
  program
    .command('experiment')
    .description('Run experiments of the paper; all of them where none is named.')
    .argument('[ids...]', 'E1 … E6')
    .addOption(seedOption('one that stays'))
    .addOption(reportOption())
    .addHelpText('after', examples('natgrad-check experiment E5', 'natgrad-check experiment'))
    .action(async (ids: readonly string[], options) => {
      const { experiment } = await import('../commands/experiment.ts');
      await run((terminal) => experiment(ids, options, terminal));
    });
};
