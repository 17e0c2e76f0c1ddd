import type { Command } from 'commander';
import { examples, pythonOption, type Runner } from './options.ts';

/** The command `conform`: its arguments, options and examples. */
export const defineConform = (program: Command, run: Runner): void => {
  program
    .command('conform')
    .description(
      'Drive a subject through every message and fault of the protocol, and say what is missing: exit code 1.',
    )
    .argument('<subject>', '-- ./executable args, or Python such as my_opt.py:NAME')
    .addOption(pythonOption())
    .addHelpText(
      'after',
      examples('natgrad-check conform -- ./heavy_ball', 'natgrad-check conform my_opt.py'),
    )
    .action(async (subject: string, options) => {
      const { conform } = await import('../commands/conform.ts');
      await run((terminal) => conform(subject, options, terminal));
    });
};
