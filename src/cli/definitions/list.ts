import type { Command } from 'commander';
import { examples, pythonOption, type Runner } from './options.ts';

/** The command `list`: its arguments, options and examples. */
export const defineList = (program: Command, run: Runner): void => {
  program
    .command('list')
    .description('What is there, one line each, or what a rule of any kind declares: its code runs.')
    .argument(
      '<what>',
      'rules, losses, checks, suspicions, claims, experiments or faults; or one rule as fuzz takes it',
    )
    .addOption(pythonOption())
    .option('--json', 'print it as JSON, and nothing else', false)
    .addHelpText(
      'after',
      examples(
        'natgrad-check list losses',
        'natgrad-check list torch.optim:Adam',
        'natgrad-check list my_opt.py --json',
        'natgrad-check list -- ./heavy_ball',
      ),
    )
    .action(async (what: string, options) => {
      const { list } = await import('../commands/list.ts');
      await run((terminal) => list(what, options, terminal));
    });
};
