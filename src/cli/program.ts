import { Command, Option } from 'commander';
import { optionBounds } from '../fuzz/optionBounds.ts';
import { toolVersion } from './environment.ts';
import { usualTimeout } from './limits.ts';
import { parseCount, parseDimension, parseDuration, parsePromise, parseShard } from './parse.ts';
import type { Terminal } from './terminal.ts';

/** The command line, and the exit code of the command that it ran. */
export interface Program {
  readonly program: Command;
  readonly exitCode: () => number;
}

/** Runs a command on the terminal and keeps its exit code. */
type Runner = (command: (terminal: Terminal) => number | Promise<number>) => Promise<void>;

/** The command line, with every option and an example of each command; implementations are imported when they run. */
export const buildProgram = (terminal: Terminal): Program => {
  let exitCode: number = 0;
  const run: Runner = async (command) => {
    exitCode = await command(terminal);
  };
  const program = new Command('natgrad-check')
    .description(
      'Is a learning rule right, when does it descend, in which geometry, and what is the smallest case that breaks it?',
    )
    .version(toolVersion())
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) =>
        write(`natgrad-check: ${text.replace(/^error: /, '').replace(/\s*\n\s*(?=\S)/g, ' ')}`),
    })
    .configureHelp({ helpWidth: Math.min(terminal.width, 100) })
    .showSuggestionAfterError(true)
    .addHelpText('after', exitCodeHelp);
  addFuzz(program, run);
  addReplay(program, run);
  addVerify(program, run);
  addExperiment(program, run);
  addReport(program, run);
  addMerge(program, run);
  addList(program, run);
  addInit(program, run);
  return { program, exitCode: () => exitCode };
};

const exitCodeHelp = `
Exit codes: 0 verified, 1 falsified, 2 usage error or a file that cannot be used, 3 inconclusive.

Examples:
  natgrad-check fuzz ./my-rule.ts        is my rule right?
  natgrad-check init my-rule.ts          a commented rule to start from
  natgrad-check list rules               what is built in
`;

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;

const reportOption = (): Option => new Option('--report <dir>', 'folder for the report').default('reports');
const seedOption = (otherwise: string): Option =>
  new Option('--seed <number>', `seed of everything random (default: ${otherwise})`).argParser(
    parseCount('seed', optionBounds.seed),
  );

const addFuzz = (program: Command, run: Runner): void => {
  program
    .command('fuzz')
    .description(
      'Fuzz learning rules: files, folders or built-in names; every built-in rule where none is named.',
    )
    .argument(
      '[rules...]',
      'rule files, folders of them (files that export no rule are skipped), or built-in names such as adam:beta1=0.8',
    )
    .addOption(
      new Option('--runs <count>', 'cases of each check')
        .default(1000)
        .argParser(parseCount('runs', optionBounds.runs)),
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
        parsePromise,
      ),
    )
    .option(
      '--against <rule>',
      'agreement with a built-in rule or a file; values such as adam:beta1=0.8 hold for a rule that declares beta1 too',
    )
    .addOption(
      new Option('--generate <count>', 'fuzz this many rules composed at random').argParser(
        parseCount('generate', { min: 1, max: 100_000 }),
      ),
    )
    .addOption(
      new Option('--workers <count>', 'threads (default: cores)').argParser(
        parseCount('workers', { min: 1, max: 256 }),
      ),
    )
    .addOption(
      new Option('--shard <part/parts>', 'run one part of the cases, such as 2/8').argParser(parseShard),
    )
    .addOption(
      new Option('--timeout <duration>', 'time for one step of a rule')
        .default(usualTimeout, `${usualTimeout / 1000}s`)
        .argParser(parseDuration('timeout')),
    )
    .addOption(reportOption())
    .option('--json', 'print the report as JSON, and nothing else', false)
    .option('--quiet', 'print the verdict of each rule, without the table', false)
    .addHelpText(
      'after',
      examples(
        'natgrad-check fuzz ./my-rule.ts',
        'natgrad-check fuzz ./my-adam.ts --against adam:epsilon=1e-8',
        'natgrad-check fuzz adam lion --loss rosenbrock,quadratic --dimension 2',
        'natgrad-check fuzz ./rules --shard 1/4 --report reports-1',
        'natgrad-check fuzz --generate 20',
      ),
    )
    .action(async (rules: readonly string[], options) => {
      const { fuzz } = await import('./fuzz.ts');
      await run((terminal) => fuzz(rules, options, terminal));
    });
};

const addReplay = (program: Command, run: Runner): void => {
  program
    .command('replay')
    .description('Run one stored counterexample again, in this process, step by step.')
    .argument('<file>', 'a file under reports/counterexamples')
    .addHelpText(
      'after',
      examples('natgrad-check replay reports/counterexamples/my-rule/small-step-uphill.json'),
    )
    .action(async (file: string) => {
      const { replay } = await import('./replay.ts');
      await run((terminal) => replay(file, terminal));
    });
};

const addVerify = (program: Command, run: Runner): void => {
  program
    .command('verify')
    .description(
      'Verify the theory itself: every claim, and that each of its mutants is refuted. ' +
        'With --banks, verify that the suite refutes what is wrong.',
    )
    .option(
      '--banks [names]',
      'judge the banks of wrong rules, losses, metrics, certificates and generators, or those banks and entries that are named, separated by commas',
    )
    .addOption(
      new Option('--profile <profile>', 'how many cases; for banks also seeds: 1, 20 or 100')
        .choices(['quick', 'standard', 'deep'])
        .default('standard'),
    )
    .addOption(seedOption('one that stays; drawn in deep, and printed'))
    .addOption(reportOption())
    .addHelpText(
      'after',
      examples(
        'natgrad-check verify --profile quick',
        'natgrad-check verify --seed 7',
        'natgrad-check verify --banks',
        'natgrad-check verify --banks metrics,adam-epsilon-inside-root --profile quick',
      ),
    )
    .action(async (options) => {
      const { verify } = await import('./verify.ts');
      await run((terminal) => verify(options, terminal));
    });
};

const addExperiment = (program: Command, run: Runner): void => {
  program
    .command('experiment')
    .description('Run experiments of the paper; all of them where none is named.')
    .argument('[ids...]', 'E1 … E6')
    .addOption(seedOption('one that stays'))
    .addOption(reportOption())
    .addHelpText('after', examples('natgrad-check experiment E5', 'natgrad-check experiment'))
    .action(async (ids: readonly string[], options) => {
      const { experiment } = await import('./experiment.ts');
      await run((terminal) => experiment(ids, options, terminal));
    });
};

const addReport = (program: Command, run: Runner): void => {
  program
    .command('report')
    .description('Rebuild index.html, report.md and junit.xml from report.json.')
    .addOption(reportOption())
    .addHelpText('after', examples('natgrad-check report --report reports'))
    .action(async (options) => {
      const { report } = await import('./report.ts');
      await run((terminal) => report(options, terminal));
    });
};

const addMerge = (program: Command, run: Runner): void => {
  program
    .command('merge')
    .description(
      'Combine the report folders of shards into one. Where a part is missing or ended early, nothing is verified: exit code 3.',
    )
    .argument('<dirs...>', 'report folders, one a shard')
    .addOption(reportOption())
    .addHelpText('after', examples('natgrad-check merge reports-1 reports-2 --report reports'))
    .action(async (dirs: readonly string[], options) => {
      const { merge } = await import('./merge.ts');
      await run((terminal) => merge(dirs, options, terminal));
    });
};

const addList = (program: Command, run: Runner): void => {
  program
    .command('list')
    .description('What is there, one line each.')
    .argument('<what>', 'rules, losses, checks or claims')
    .addHelpText('after', examples('natgrad-check list losses'))
    .action(async (what: string) => {
      const { list } = await import('./list.ts');
      await run((terminal) => list(what, terminal));
    });
};

const addInit = (program: Command, run: Runner): void => {
  program
    .command('init')
    .description('Write a commented rule that passes, to start from.')
    .argument('<file>', 'a new .ts or .js file')
    .addHelpText('after', examples('natgrad-check init my-rule.ts'))
    .action(async (file: string) => {
      const { init } = await import('./init.ts');
      await run((terminal) => init(file, terminal));
    });
};
