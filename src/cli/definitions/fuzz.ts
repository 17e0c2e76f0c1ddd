import { type Command, Option } from 'commander';
import type { TypedOptions } from '../commands/fuzz.ts';
import { reporters } from '../commands/reporters.ts';
import { parseCount, parseShard } from '../parse.ts';
import { exitCodes } from '../terminal/exit.ts';
import { withCases } from './cases.ts';
import { examples, type Runner } from './options.ts';

/** The command `fuzz`: its arguments, options and examples. */
export const defineFuzz = (program: Command, run: Runner): void => {
  withCases(
    program
      .command('fuzz')
      .description(
        'Fuzz learning rules: files, folders or built-in names; every built-in rule where none is named.',
      )
      .argument(
        '[rules...]',
        'rule files, folders of them (files that export no rule are skipped), built-in names such as adam:beta1=0.8, Python such as my_opt.py:NAME or torch.optim:Adam, or -- ./executable args',
      ),
  )
    .addOption(
      new Option('--workers <count>', 'processes (default: cores, as far as there is memory)').argParser(
        parseCount('workers', { min: 1, max: 256 }),
      ),
    )
    .addOption(
      new Option(
        '--shard <part/parts>',
        'run one part of the cases, such as 2/8, or auto: the part that Slurm, Kubernetes, GitLab, CircleCI or GitHub has started; exit code 1 where something is refuted, else 0, and merge gives the verdict',
      ).argParser(parseShard),
    )
    .addOption(
      new Option(
        '--channel <in:out>',
        'named pipes at which a running program serves the one subject that is named; the run ends with standard input',
      ).hideHelp(),
    )
    .option('--json', 'print the report as JSON, and nothing else', false)
    .addOption(
      new Option(
        '--reporter <name>',
        'github: annotations on the lines of rules, too; json: as --json; junit: the report as JUnit XML, and nothing else',
      )
        .choices(reporters)
        .default('default'),
    )
    .option(
      '--baseline <report.json>',
      'accept the failures of an earlier report, the same by rule, check and cause: only new ones are red',
    )
    .option(
      '--watch',
      'run again when a file of a rule, or what it imports, changes; Ctrl-C ends, with exit code 130',
      false,
    )
    .option('--fail-fast', 'end with the first failure, shrunk, that is not of the baseline', false)
    .option('--quiet', 'print the verdict of each rule, without the table', false)
    .option('--verbose', 'print which laws each rule obeys, too, and on how many cases', false)
    .addHelpText(
      'after',
      examples(
        'natgrad-check fuzz ./my-rule.ts',
        'natgrad-check fuzz ./my-adam.ts --against adam:epsilon=1e-8',
        'natgrad-check fuzz adam lion --loss rosenbrock,quadratic --dimension 2',
        'natgrad-check fuzz my_opt.py:MyOptimizer --against adam',
        "natgrad-check fuzz 'torch.optim:NAdam(foreach=True)' --python /usr/bin/python3",
        'natgrad-check fuzz -- ./heavy_ball --fast',
        'natgrad-check fuzz ./rules --shard 1/4 --report reports-1',
        'natgrad-check fuzz ./rules --baseline known/report.json --reporter github',
        'natgrad-check fuzz --generate 20',
      ),
    )
    .addOption(
      new Option('--print-config', 'print the options in force and where each comes from, and run nothing'),
    )
    .action(async (rules: readonly string[], typed: TypedOptions, command: Command) => {
      const { configured } = await import('../configuration/configured.ts');
      const ask = () => configured(command, rules, typed);
      const asked = await ask();
      const { names, options } = asked;
      if (command.getOptionValue('printConfig')) {
        const { configurationText } = await import('../configuration/configurationText.ts');
        return run((terminal) => {
          terminal.out(configurationText(command, asked));
          return exitCodes.verified;
        });
      }
      if (command.getOptionValue('watch')) {
        const { watch } = await import('../commands/watch.ts');
        return run((terminal) => watch(asked, ask, terminal));
      }
      const { fuzz } = await import('../commands/fuzz.ts');
      await run((terminal) => fuzz(names, options, terminal));
    });
};
