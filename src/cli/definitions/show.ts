import { type Command, Option } from 'commander';
import { examples, pythonOption, type Runner, timeoutOption } from './options.ts';

/** The command `show`: its arguments, options and examples. */
export const defineShow = (program: Command, run: Runner): void => {
  program
    .command('show')
    .description(
      'Picture rules at work on losses of two dimensions, on a page to play with; or recorded runs over each other; or, with --theorem, the theorem itself.',
    )
    .argument('[rules...]', 'rules as fuzz takes them, at most ten; or recorded runs as trace takes them')
    .option(
      '--loss <names or files>',
      'losses, separated by commas, each by its name or as a file that exports one',
      'rosenbrock,rastrigin,saddle-quadratic',
    )
    .addOption(timeoutOption())
    .option('--svg', 'write a fixed picture, show.svg, too', false)
    .option('--theorem', 'write theorem.html: drag g and y, and see every metric that explains them', false)
    .addOption(pythonOption())
    .addOption(new Option('--report <dir>', 'folder for the page').default('reports'))
    .addHelpText(
      'after',
      examples(
        'natgrad-check show adam lion gradient-descent',
        'natgrad-check show ./my-rule.ts torch.optim:Adam --loss himmelblau,beale --svg',
        'natgrad-check show adam.jsonl momentum.jsonl',
        'natgrad-check show --theorem --report pages',
      ),
    )
    .action(async (rules: readonly string[], options) => {
      const { show } = await import('../commands/show.ts');
      await run((terminal) => show(rules, options, terminal));
    });
};
