import { Command, Option } from 'commander';
import { usualTimeout } from '../host/limits.ts';
import { huntClasses, huntGoals } from '../types/hunt.ts';
import { optionBounds } from '../types/scenario.ts';
import { reporters } from './commands/reporters.ts';
import { toolVersion } from './folder/environment.ts';
import {
  parseContract,
  parseCount,
  parseDimension,
  parseDuration,
  parsePositive,
  parseShard,
} from './parse.ts';
import { printable } from './terminal/printable.ts';
import type { Terminal } from './terminal/terminal.ts';

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
        write(`natgrad-check: ${printable(text.replace(/^error: /, '').trim(), 2000)}\n`),
    })
    .configureHelp({ helpWidth: Math.min(terminal.width, 100) })
    .showSuggestionAfterError(true)
    .addHelpText('after', exitCodeHelp);
  addFuzz(program, run);
  addIdentify(program, run);
  addHunt(program, run);
  addTrace(program, run);
  addShow(program, run);
  addReplay(program, run);
  addVerify(program, run);
  addExperiment(program, run);
  addReport(program, run);
  addMerge(program, run);
  addPlan(program, run);
  addCompare(program, run);
  addList(program, run);
  addInit(program, run);
  addDoctor(program, run);
  addConform(program, run);
  return { program, exitCode: () => exitCode };
};

const exitCodeHelp = `
Exit codes: 0 verified, 1 falsified, 2 usage error, unusable file or a fault of this program, 3 inconclusive.

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

const pythonOption = (): Option =>
  new Option('--python <path>', 'interpreter for subjects in Python (default: $VIRTUAL_ENV, then python3)');

/** What decides which cases are run, and how long. */
const withCases = (command: Command): Command =>
  command
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
    .addOption(
      new Option('--timeout <duration>', 'time for one step of a rule')
        .default(usualTimeout, `${usualTimeout / 1000}s`)
        .argParser(parseDuration('timeout')),
    )
    .option(
      '--resume',
      'keep how far the run has come in the folder of its report, and go on from there where it was killed; --time counts what was spent before',
      false,
    )
    .option(
      '--corpus <dir>',
      'counterexamples that runs share: what others have found is tried first, and what is found is kept there, where it can be written',
    )
    .addOption(reportOption())
    .option('--strict', 'let a suspicion falsify a rule', false);

const addFuzz = (program: Command, run: Runner): void => {
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
    .action(async (rules: readonly string[], options) => {
      if (options.watch) {
        const { watch } = await import('./commands/watch.ts');
        return run((terminal) => watch(rules, options, terminal));
      }
      const { fuzz } = await import('./commands/fuzz.ts');
      await run((terminal) => fuzz(rules, options, terminal));
    });
};

const addIdentify = (program: Command, run: Runner): void => {
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
      const { identify } = await import('./commands/identify.ts');
      await run((terminal) => identify(rules, options, terminal));
    });
};

const addHunt = (program: Command, run: Runner): void => {
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
    .addOption(
      new Option('--timeout <duration>', 'time for one step of the rule')
        .default(usualTimeout, `${usualTimeout / 1000}s`)
        .argParser(parseDuration('timeout')),
    )
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
      const { hunt } = await import('./commands/hunt.ts');
      await run((terminal) => hunt(subject, options, terminal));
    });
};

const addTrace = (program: Command, run: Runner): void => {
  program
    .command('trace')
    .description(
      'Judge a recorded training run: at every step, whether the update is natural gradient descent, in which geometry, and where it stops being one. Exit code 1 where a promise is broken, 3 where it cannot be decided.',
    )
    .argument('<run>', 'a run.jsonl that watch wrote, a small run in JSON lines, or a folder of raw records')
    .addOption(
      new Option(
        '--promise <promise>',
        'every-step, window:STEPS or envelope:STEPS: whether the logged steps keep it',
      ).argParser(parseContract),
    )
    .option(
      '--against <rule>',
      'hold raw records against a rule, shown the recorded gradients: up to which step is it that rule?',
    )
    .addOption(pythonOption())
    .addOption(
      new Option('--step <number>', 'show this step in natural-gradient form').argParser(
        parseCount('step', { min: 0, max: Number.MAX_SAFE_INTEGER }),
      ),
    )
    .addOption(
      new Option(
        '--metric <steps>',
        'compare so many raw records with each other, however large: does one metric explain them?',
      ).argParser(parseCount('metric', { min: 2, max: 16 })),
    )
    .option(
      '--report <dir>',
      'write index.html, with a slider over the steps, and trace.json into this folder',
    )
    .option('--json', 'print what was found as JSON, and nothing else', false)
    .addHelpText(
      'after',
      examples(
        'natgrad-check trace run.jsonl',
        'natgrad-check trace run.jsonl --promise every-step --report traced',
        'natgrad-check trace records/ --step 1200',
        'natgrad-check trace records/ --against adam:beta1=0.8',
      ),
    )
    .action(async (path: string, options) => {
      const { trace } = await import('./commands/trace.ts');
      await run((terminal) => trace(path, options, terminal));
    });
};

const addShow = (program: Command, run: Runner): void => {
  program
    .command('show')
    .description(
      'Picture rules at work on losses of two dimensions, on a page to play with; or, with --theorem, the theorem itself. The code of rules runs in this process.',
    )
    .argument('[rules...]', 'rules as fuzz takes them, at most ten')
    .option('--loss <names>', 'losses, separated by commas', 'rosenbrock,rastrigin,saddle-quadratic')
    .option('--svg', 'write a fixed picture, show.svg, too', false)
    .option('--theorem', 'write theorem.html: drag g and y, and see every metric that explains them', false)
    .addOption(pythonOption())
    .addOption(new Option('--report <dir>', 'folder for the page').default('reports'))
    .addHelpText(
      'after',
      examples(
        'natgrad-check show adam lion gradient-descent',
        'natgrad-check show ./my-rule.ts torch.optim:Adam --loss himmelblau,beale --svg',
        'natgrad-check show --theorem --report pages',
      ),
    )
    .action(async (rules: readonly string[], options) => {
      const { show } = await import('./commands/show.ts');
      await run((terminal) => show(rules, options, terminal));
    });
};

const addReplay = (program: Command, run: Runner): void => {
  program
    .command('replay')
    .description(
      'Run one stored counterexample again, in this process, step by step. It says first which files it imports: their code runs.',
    )
    .argument('<file>', 'a file under reports/counterexamples')
    .addOption(pythonOption())
    .option(
      '--allow-outside',
      'import also files outside of the working folder and of the folder of the run that stored the case, and start programs and installed modules that it names; otherwise that is refused',
      false,
    )
    .addHelpText(
      'after',
      examples('natgrad-check replay reports/counterexamples/my-rule/small-step-uphill.json'),
    )
    .action(async (file: string, options) => {
      const { replay } = await import('./commands/replay.ts');
      await run((terminal) => replay(file, options, terminal));
    });
};

const addVerify = (program: Command, run: Runner): void => {
  program
    .command('verify')
    .description(
      'Verify the theory itself: every claim, and that each of its mutants is refuted. ' +
        'With --banks, verify that the suite refutes seeded faults.',
    )
    .option(
      '--banks [names]',
      'judge the seeded faults: wrong rules, losses, metrics, certificates and generators, or those kinds and faults that are named, separated by commas',
    )
    .addOption(
      new Option('--profile <profile>', 'how many cases; for seeded faults also seeds: 1, 20 or 100')
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
      const { verify } = await import('./commands/verify.ts');
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
      const { experiment } = await import('./commands/experiment.ts');
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
      const { report } = await import('./commands/report.ts');
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
      const { merge } = await import('./commands/merge.ts');
      await run((terminal) => merge(dirs, options, terminal));
    });
};

const addPlan = (program: Command, run: Runner): void => {
  withCases(
    program
      .command('plan')
      .description(
        'Print a script or manifest that runs subjects in parts on a cluster, and then merges the parts. A probe of a few cases decides how much memory and time each part is given.',
      )
      .argument('[rules...]', 'rules as fuzz takes them'),
  )
    .requiredOption('--cluster <engine>', 'slurm, kubernetes, github, gitlab or parallel')
    .addOption(
      new Option('--shards <count>', 'parts').default(8).argParser(parseCount('shards', optionBounds.shards)),
    )
    .option('--image <image>', 'image of containers', 'node:22-bookworm')
    .addHelpText(
      'after',
      examples(
        'natgrad-check plan --cluster slurm ./rules --shards 8 --runs 100000 > fuzz.sh; bash fuzz.sh',
        'natgrad-check plan --cluster kubernetes ./rules --shards 100 > fuzz.json',
        'natgrad-check plan --cluster github ./rules > .github/workflows/natgrad-check.yml',
      ),
    )
    .action(async (rules: readonly string[], options) => {
      const { plan } = await import('./commands/plan.ts');
      await run((terminal) => plan(rules, options, terminal));
    });
};

const addCompare = (program: Command, run: Runner): void => {
  program
    .command('compare')
    .description(
      'Two reports side by side, or two rules of one: what got better or worse. Exit code 1 where something that was judged got worse.',
    )
    .argument('<reports...>', 'two report.json or their folders, or one and the names of two of its rules')
    .option(
      '--report <dir>',
      'write index.html, with both side by side, and comparison.json into this folder',
    )
    .option('--json', 'print the comparison as JSON, and nothing else', false)
    .addHelpText(
      'after',
      examples(
        'natgrad-check compare before/report.json after/report.json',
        'natgrad-check compare reports/report.json adam adamw --report compared',
      ),
    )
    .action(async (names: readonly string[], options) => {
      const { compare } = await import('./commands/compare.ts');
      await run((terminal) => compare(names, options, terminal));
    });
};

const addList = (program: Command, run: Runner): void => {
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
      const { list } = await import('./commands/list.ts');
      await run((terminal) => list(what, options, terminal));
    });
};

const addDoctor = (program: Command, run: Runner): void => {
  program
    .command('doctor')
    .description('Say what a run finds on this machine; exit code 2 where it cannot do without something.')
    .addHelpText('after', examples('natgrad-check doctor'))
    .action(async () => {
      const { doctor } = await import('./commands/doctor.ts');
      await run((terminal) => doctor(terminal));
    });
};

const addConform = (program: Command, run: Runner): void => {
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
      const { conform } = await import('./commands/conform.ts');
      await run((terminal) => conform(subject, options, terminal));
    });
};

const addInit = (program: Command, run: Runner): void => {
  program
    .command('init')
    .description('Write a commented rule that passes, to start from.')
    .argument('<file>', 'a new .ts, .js or .py file')
    .addHelpText('after', examples('natgrad-check init my-rule.ts', 'natgrad-check init my_opt.py'))
    .action(async (file: string) => {
      const { init } = await import('./commands/init.ts');
      await run((terminal) => init(file, terminal));
    });
};
