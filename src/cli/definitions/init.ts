import type { Command } from 'commander';
import { examples, type Runner } from './options.ts';

/** The command `init`: its arguments, options and examples. */
export const defineInit = (program: Command, run: Runner): void => {
  program
    .command('init')
    .description('Write a commented rule that passes, to start from.')
    .argument('<file>', 'a new .ts, .js or .py file')
    .addHelpText('after', examples('natgrad-check init my-rule.ts', 'natgrad-check init my_opt.py'))
    .action(async (file: string) => {
      const { init } = await import('../commands/init.ts');
      await run((terminal) => init(file, terminal));
    });
};
