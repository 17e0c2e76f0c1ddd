import { UsageError } from '../errors.ts';
import { optionBounds } from '../types/scenario.ts';
import type { Engine, ToldPart, Variables } from './engine.ts';

/** A part of a run, and where that was read. */
export interface FoundShard {
  readonly index: number;
  readonly count: number;
  /** The engine and its variables, for the user: `Slurm array, SLURM_ARRAY_TASK_ID=3`. */
  readonly from: string;
}

/** The variable that says of how many parts one is, for engines that do not tell; where both do, they have to agree. */
export const countVariable = 'NATGRAD_SHARDS';

/**
 * The part that a process was started for, as the engine that started it says in its environment.
 *
 * @throws UsageError where no engine says so, one says what cannot be, or two contradict each other
 */
export const foundShard = (engines: readonly Engine[], variables: Variables): FoundShard => {
  const told = engines.flatMap((engine) => {
    const part = engine.partIn(variables);
    return part ? [{ engine, part }] : [];
  });
  // An engine that numbers nothing may be around one that does.
  const numbered = told.filter(({ part }) => part.number !== undefined);
  const found = (numbered.length > 0 ? numbered : told).map(({ engine, part }) =>
    shardOf(engine, part, variables[countVariable]),
  );
  const [first, ...others] = found;
  if (!first) {
    throw new UsageError(
      `--shard auto: no ${engines.map(({ title }) => title).join(', ')} is found in the environment; give part/parts, such as --shard 2/8`,
    );
  }
  const other = others.find(({ index, count }) => index !== first.index || count !== first.count);
  if (other) {
    throw new UsageError(
      `--shard auto: ${partText(first)} contradicts ${partText(other)}; give part/parts, such as --shard 2/8`,
    );
  }
  return { ...first, from: found.map(({ from }) => from).join('; ') };
};

/** `part 3 of 8 (Slurm array, SLURM_ARRAY_TASK_ID=3)` */
export const partText = ({ index, count, from }: FoundShard): string =>
  `part ${index + 1} of ${count} (${from})`;

const shardOf = ({ title }: Engine, told: ToldPart, own: string | undefined): FoundShard => {
  const from = `${title}, ${told.says}`;
  const refuse = (why: string): never => {
    throw new UsageError(`--shard auto: ${from}: ${why}; give part/parts, such as --shard 2/8`);
  };
  if (told.fault !== undefined) refuse(told.fault);
  const count = whole(told.count ?? own);
  if (told.count === undefined && own === undefined) refuse(`does not say of how many; set ${countVariable}`);
  if (told.count !== undefined && own !== undefined && whole(own) !== count) {
    refuse(`is of ${told.count}, and ${countVariable}=${own} says otherwise`);
  }
  const index = whole(told.number) - whole(told.base);
  const { max } = optionBounds.shards;
  if (!(index >= 0 && index < count && count <= max)) {
    refuse(`is no part of ${told.count ?? own} from ${told.base} on, of at most ${max.toLocaleString('en')}`);
  }
  return { index, count, from };
};

/** NaN for what is no whole number in digits: it loses every comparison. */
const whole = (text: string | undefined): number =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
