import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEngines } from '../../cluster/engine.ts';
import type { Needs } from '../../cluster/job.ts';
import { nearest, UsageError } from '../../errors.ts';
import { usualTimeout } from '../../host/limits.ts';
import { openMeter } from '../../host/usage.ts';
import { plural } from '../../numbers.ts';
import { casesInAll } from '../../statistics.ts';
import type { DescentPromise } from '../../types/rule.ts';
import { riskText } from '../../verdict/risk.ts';
import { exitCodes } from '../terminal/exit.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { fuzz } from './fuzz.ts';
import { type FuzzOptions, firstCases } from './fuzzOptions.ts';
import { readReport } from './report.ts';

/** The options of `plan`: where the parts run, and those of `fuzz` that all of them share. */
export interface PlanOptions extends Omit<FuzzOptions, 'json' | 'quiet' | 'verbose' | 'workers' | 'shard'> {
  /** False where no configuration is read. */
  readonly config?: boolean;
  readonly cluster: string;
  readonly shards: number;
  readonly image: string;
}

/** Options that stand for themselves in the command of a part, in its order. */
const handedOn = ['loss', 'steps', 'against', 'python', 'generate', 'corpus'] as const;

/** Prints the script or manifest that runs subjects in parts on a cluster. @returns the exit code */
export const plan = async (
  names: readonly string[],
  options: PlanOptions,
  terminal: Terminal,
): Promise<number> => {
  const engines = (await loadEngines()).filter(({ script }) => script);
  const engine = engines.find(({ name }) => name === options.cluster);
  if (!engine?.script) {
    const known = engines.map(({ name }) => name);
    throw new UsageError(
      `--cluster: there is no engine "${options.cluster}"; ${nearest(options.cluster, known)}there are ${known.join(', ')}`,
    );
  }
  const seed = options.seed ?? randomInt(0x7fffffff);
  const probed = await probe(names, { ...options, seed }, terminal);
  if (typeof probed === 'number') return probed;
  const { megabytes, cpus, minutes } = probed.needs;
  terminal.out(
    engine.script({
      shards: options.shards,
      args: argumentsOf(names, { ...options, seed }),
      report: options.report,
      needs: probed.needs,
      probe: `A run of ${plural(probed.cases, 'case')} took ${probed.seconds.toFixed(1)} s and ${probed.megabytes} MB: each part is given ${megabytes} MB, ${plural(cpus, 'processor')} and ${plural(minutes, 'minute')}.`,
      image: options.image,
    }),
  );
  return exitCodes.verified;
};

/** The command line of a part, but for which part it is. */
const argumentsOf = (names: readonly string[], options: PlanOptions): readonly string[] => {
  const { dimension, contract, time, timeout, strict, risk } = options;
  const runs = risk === undefined ? firstCases(options) : options.runs;
  // Typed, a reference would outrank those that a configuration names for single rules; the parts read the same file.
  const isFiled = options.configuration?.rules.some(({ against }) => against !== undefined) ?? false;
  return [
    ...names,
    '--seed',
    `${options.seed}`,
    ...(runs === undefined ? [] : ['--runs', `${runs}`]),
    ...(risk === undefined ? [] : ['--risk', riskText(risk)]),
    ...handedOn.flatMap((name) =>
      options[name] === undefined || (name === 'against' && isFiled) ? [] : [`--${name}`, `${options[name]}`],
    ),
    ...(options.config === false ? ['--no-config'] : []),
    ...(dimension ? ['--dimension', `${dimension.min}..${dimension.max}`] : []),
    ...(contract === undefined ? [] : ['--contract', typedPromise(contract)]),
    ...(time === undefined ? [] : ['--time', `${time}ms`]),
    ...(timeout === usualTimeout ? [] : ['--timeout', `${timeout}ms`]),
    ...(strict ? ['--strict'] : []),
  ];
};

/** A promise as it is typed: `small-step`, `window:20`. */
const typedPromise = (promise: DescentPromise): string =>
  typeof promise === 'string' ? promise : Object.entries(promise).flat().join(':');

/** Cases of each check in the probe, milliseconds between two looks at it, and milliseconds that it may take. */
const tried = { runs: 8, tick: 20, most: 30_000 } as const;

/** What a probe used, and what a part is given for it. */
interface Probe {
  readonly seconds: number;
  readonly megabytes: number;
  readonly cases: number;
  readonly needs: Needs;
}

/** Runs a few cases of every subject, and looks at what that takes. @returns the exit code where the subjects cannot be run */
const probe = async (
  names: readonly string[],
  { risk, ...options }: PlanOptions,
  terminal: Terminal,
): Promise<Probe | number> => {
  const folder = mkdtempSync(join(tmpdir(), 'natgrad-plan-'));
  const meter = openMeter(process.pid);
  let most = 0;
  const look = (): void => {
    most = Math.max(most, meter.read()?.resident ?? 0);
  };
  const watch = setInterval(look, tried.tick);
  const begun = performance.now();
  try {
    const code = await fuzz(
      names,
      {
        ...options,
        runs: Math.min(options.runs ?? tried.runs, tried.runs),
        time: tried.most,
        workers: 1,
        report: folder,
        json: false,
        quiet: true,
        verbose: false,
      },
      { ...terminal, out: () => {} },
    );
    look();
    if (code === exitCodes.usage || code === exitCodes.interrupted) return code;
    const seconds = (performance.now() - begun) / 1000;
    const cases = readReport(folder).rules.reduce((sum, rule) => sum + casesInAll(rule), 0);
    const megabytes = Math.ceil(most / 2 ** 20);
    return {
      seconds,
      megabytes,
      cases,
      needs: needsOf(
        { ...options, runs: firstCases({ ...options, ...(risk !== undefined && { risk }) }) },
        { seconds, megabytes },
      ),
    };
  } finally {
    clearInterval(watch);
    meter.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Twice the memory of the probe, in steps of 256 MB; and three times what a part will take at its speed, ten minutes at least. */
const needsOf = (
  { runs, shards, time }: Pick<PlanOptions, 'shards' | 'time'> & { readonly runs: number },
  { seconds, megabytes }: Pick<Probe, 'seconds' | 'megabytes'>,
): Needs => {
  const expected = (seconds * Math.max(1, runs / tried.runs)) / shards;
  const wanted = time === undefined ? 3 * expected : Math.min(3 * expected, time / 1000);
  return {
    megabytes: 256 * Math.ceil((2 * megabytes) / 256),
    cpus: 1,
    minutes: 10 + Math.ceil(wanted / 60),
  };
};
