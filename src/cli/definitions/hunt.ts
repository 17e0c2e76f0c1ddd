import { type Command, Option } from 'commander';
import { huntClasses, huntGoals } from '../../types/hunt.ts';
import { optionBounds } from '../../types/scenario.ts';
import { parseCount, parseDuration, parsePositive } from '../parse.ts';
import { examples, pythonOption, type Runner, reportOption, timeoutOption } from './options.ts';

/** The command `hunt`: its arguments, options and examples. */
export const defineHunt = (program: Command, run: Runner): void => {
  const amount = (name: string) => parsePositive(name);
  program
    .command('hunt')
    .description(
      'Search for the worst case of a rule, as an explicit function with a start: how slowly it converges, whether it cycles for ever, how far it goes uphill. What is found is a lower bound on the worst case.',
    )
    .argument('<subject>', 'one rule as fuzz takes it')
    .addOption(
      new Option(
        '--goal <goal>',
        'rate: loss or distance left after N steps; cycle: goes round for ever; rise: greatest rise of the loss; angle: greatest angle with −∇L; metric: fewest steps that no one metric explains; unsettled: distance from the minimum in the end',
      )
        .choices(huntGoals)
        .default('rate'),
    )
    .addOption(
      new Option('--class <class>', 'functions that are searched (default: convex)').choices(huntClasses),
    )
    .addOption(new Option('--smoothness <beta>', 'β').default(1).argParser(amount('smoothness')))
    .addOption(
      new Option(
        '--strong-convexity <mu>',
        'μ, of strongly-convex and quadratic functions (default: 0.04 β)',
      ).argParser(amount('strong-convexity')),
    )
    .addOption(
      new Option('--radius <r>', 'distance of the start from the minimum')
        .default(1)
        .argParser(amount('radius')),
    )
    .addOption(
      new Option(
        '--steps <count>',
        'N (default: 10 of a rate, 1000 of cycle and unsettled, else 30)',
      ).argParser(parseCount('steps', optionBounds.steps)),
    )
    .addOption(
      new Option('--dimension <count>', 'of θ, to 64 (default: 1; 2 of angle and metric)').argParser(
        parseCount('dimension', { min: 1, max: 64 }),
      ),
    )
    .addOption(new Option('--step-size <product>', 'η·β').default(1).argParser(amount('step-size')))
    .addOption(
      new Option('--evaluations <count>', 'functions that are tried')
        .default(10_000)
        .argParser(parseCount('evaluations', { min: 1, max: 100_000_000 })),
    )
    .addOption(
      new Option('--time <duration>', 'stop after this long')
        .default(30_000, '30s')
        .argParser(parseDuration('time')),
    )
    .addOption(
      new Option('--seed <number>', 'seed of everything random')
        .default(1)
        .argParser(parseCount('seed', optionBounds.seed)),
    )
    .addOption(timeoutOption())
    .addOption(pythonOption())
    .addOption(reportOption())
    .option('--json', 'print what was found as JSON, and nothing else', false)
    .addHelpText(
      'after',
      examples(
        'natgrad-check hunt ./my-rule.ts',
        'natgrad-check hunt gradient-descent --step-size 1.9 --steps 5',
        'natgrad-check hunt heavy-ball:momentum=0.4444444444444444 --goal cycle --class strongly-convex --step-size 2.7777777777777777',
        'natgrad-check hunt torch.optim:Adam --goal angle --dimension 2',
      ),
    )
    .action(async (subject: string, options) => {
      const { hunt } = await import('../commands/hunt.ts');
      await run((terminal) => hunt(subject, options, terminal));
    });
};
