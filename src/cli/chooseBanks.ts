import { loadBanks } from '../fuzz/loadBanks.ts';
import type { Bank, BankColumn, BankEntry } from '../types/bank.ts';
import { suggest } from './suggest.ts';
import { UsageError } from './usageError.ts';

/** A bank with those of its entries that were asked for. */
export interface ChosenBank {
  readonly bank: Bank;
  readonly columns: readonly BankColumn[];
  readonly entries: readonly BankEntry[];
}

/** The banks and entries that are named. @throws UsageError where a name is neither, or there is no bank at all */
export const chooseBanks = async (names: string | true): Promise<readonly ChosenBank[]> => {
  const banks = await Promise.all(
    (await loadBanks()).map(async (bank) => ({
      bank,
      columns: await bank.columns(),
      entries: await bank.entries(),
    })),
  );
  if (banks.length === 0) throw new UsageError('--banks: there are no banks beside this program');
  if (names === true) return banks;
  const wanted = names.split(',').map((name) => name.trim());
  const known = banks.flatMap(({ bank, entries }) => [bank.name, ...entries.map(({ name }) => name)]);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const listing = `banks: ${banks.map(({ bank }) => bank.name).join(', ')}`;
    throw new UsageError(
      `--banks: there is no bank or entry "${unknown}"; ${suggest(unknown, known, 'natgrad-check verify --help')} (${listing})`,
    );
  }
  return banks
    .map(({ bank, columns, entries }) => ({
      bank,
      columns,
      entries: wanted.includes(bank.name) ? entries : entries.filter(({ name }) => wanted.includes(name)),
    }))
    .filter(({ entries }) => entries.length > 0);
};
