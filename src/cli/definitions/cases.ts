import { type Command, Option } from 'commander';
import { optionBounds } from '../../types/scenario.ts';
import { parseContract, parseCount, parseDimension, parseDuration, parseRisk } from '../parse.ts';
import { pythonOption, reportOption, seedOption, timeoutOption } from './options.ts';

/** What decides which cases are run, and how long. */
export const withCases = (command: Command): Command =>
  command
    .addOption(
      new Option('--runs <count>', 'cases of each check (default: 1000)').argParser(
        parseCount('runs', optionBounds.runs),
      ),
    )
    .addOption(
      new Option(
        '--risk <share>',
        'run until fewer than this share of cases can fail (95 %) any required check, such as 1/100000; of one that fails, no more than at first; exit code 3 where --time or --runs ends it before',
      ).argParser(parseRisk),
    )
    .addOption(
      new Option('--time <duration>', 'stop after this long, such as 60s').argParser(parseDuration('time')),
    )
    .addOption(seedOption('drawn, and printed'))
    .option('--loss <names or file>', 'only these losses, separated by commas, or a file that exports one')
    .addOption(
      new Option('--dimension <range>', 'dimensions of θ, such as 2 (default: 1..64)').argParser(
        parseDimension,
      ),
    )
    .addOption(
      new Option(
        '--steps <count>',
        'greatest number of steps of a case: fewer than usual, or more, such as 1000 (of form and descent alone)',
      ).argParser(parseCount('steps', optionBounds.steps)),
    )
    .addOption(
      new Option('--contract <promise>', 'check this promise in place of the rule’s own').argParser(
        parseContract,
      ),
    )
    .option(
      '--against <rule>',
      'agreement with a built-in rule, a file or a subject of Python; values such as adam:beta1=0.8 hold for a rule that declares beta1 too',
    )
    .addOption(pythonOption())
    .addOption(
      new Option('--generate <count>', 'fuzz this many rules composed at random').argParser(
        parseCount('generate', { min: 1, max: 100_000 }),
      ),
    )
    .addOption(timeoutOption())
    .option(
      '--resume',
      'keep how far the run has come in the folder of its report, and go on from there where it was killed; --time counts what was spent before',
      false,
    )
    .option(
      '--corpus <dir>',
      'counterexamples that runs share: what others have found is tried first, and what is found is kept there, where it can be written',
    )
    .option('--no-config', 'leave natgrad.config.* and package.json aside')
    .addOption(reportOption())
    .option('--strict', 'let a suspicion falsify a rule', false);
