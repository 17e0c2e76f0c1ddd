import { loadFaultKinds } from '../catalog/faults.ts';
import { suggest, UsageError } from '../errors.ts';
import type { FaultColumn, FaultEntry, FaultKind } from '../types/fault.ts';

/** A kind of seeded fault with those of its faults that were asked for. */
export interface ChosenFaults {
  readonly kind: FaultKind;
  readonly columns: readonly FaultColumn[];
  readonly entries: readonly FaultEntry[];
}

/** The kinds and faults that are named. @throws UsageError where a name is neither, or there are no faults at all */
export const chooseFaults = async (names: string | true): Promise<readonly ChosenFaults[]> => {
  const kinds = await Promise.all(
    (await loadFaultKinds()).map(async (kind) => ({
      kind,
      columns: await kind.columns(),
      entries: await kind.entries(),
    })),
  );
  if (kinds.length === 0) throw new UsageError('--banks: there are no seeded faults beside this program');
  if (names === true) return kinds;
  const wanted = names.split(',').map((name) => name.trim());
  const known = kinds.flatMap(({ kind, entries }) => [kind.name, ...entries.map(({ name }) => name)]);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const listing = `kinds: ${kinds.map(({ kind }) => kind.name).join(', ')}`;
    throw new UsageError(
      `--banks: there is no seeded fault and no kind of them called "${unknown}"; ${suggest(unknown, known, 'natgrad-check verify --help')} (${listing})`,
    );
  }
  return kinds
    .map(({ kind, columns, entries }) => ({
      kind,
      columns,
      entries: wanted.includes(kind.name) ? entries : entries.filter(({ name }) => wanted.includes(name)),
    }))
    .filter(({ entries }) => entries.length > 0);
};
