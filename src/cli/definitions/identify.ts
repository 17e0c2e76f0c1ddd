import type { Command } from 'commander';
import { examples, pythonOption, type Runner } from './options.ts';

/** The command `identify`: its arguments, options and examples. */
export const defineIdentify = (program: Command, run: Runner): void => {
  program
    .command('identify')
    .description(
      'Say which known rule a rule is, or which it resembles; its code runs in this process. What is said is equality, not guilt.',
    )
    .argument('<rules...>', 'rules as fuzz takes them')
    .addOption(pythonOption())
    .option('--json', 'print what was found as JSON, and nothing else', false)
    .addHelpText(
      'after',
      examples('natgrad-check identify ./my-rule.ts', 'natgrad-check identify ./rules adam'),
    )
    .action(async (rules: readonly string[], options) => {
      const { identify } = await import('../commands/identify.ts');
      await run((terminal) => identify(rules, options, terminal));
    });
};
