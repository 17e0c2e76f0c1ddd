import pc from 'picocolors';
import type { KillMatrix } from '../types/report.ts';
import { killTally, missing, seenWithoutLaws, shareWithin, survivorsOf } from './killTally.ts';
import { percent, shortNumber } from './shortNumber.ts';
import { visibleLine } from './visibleText.ts';

/** Turns for which a line says which share of a bank they detect. */
const turns = [1, 10, 100] as const;

/** The kill matrix on a terminal: per bank a line or two within 80 columns, and each entry that nothing refutes. */
export const killLines = (matrix: KillMatrix): readonly string[] =>
  matrix.banks.flatMap((bank) => {
    const { entries, refuted, median, worst } = killTally([bank]);
    const survivors = survivorsOf(bank);
    const lawless = seenWithoutLaws([bank]);
    const good = survivors.length === 0;
    const mark = good ? pc.green('✓') : pc.red('✗');
    const name = visibleLine(bank.bank, 20).padEnd(13);
    const shares = turns.map((count) => `${percent(shareWithin(bank, count))} % within ${count}`).join(', ');
    return [
      `${mark} ${name} ${refuted} of ${entries} refuted; cases to detection: median ${figure(median)}, worst ${figure(worst)}`,
      ...(entries > 1 ? [pc.dim(`  ${' '.repeat(13)} ${shares}`)] : []),
      ...(lawless.entries > 1
        ? [
            pc.dim(
              `  ${' '.repeat(13)} ${lawless.seen} of ${lawless.entries} without any law they claim, within ${matrix.casesWithoutLaws ?? 0}`,
            ),
          ]
        : []),
      ...survivors.map((entry) =>
        pc.red(`    ${visibleLine(entry.name, 50)}: ${missing(entry, matrix.seeds) ?? ''}`),
      ),
    ];
  });

const figure = (count: number | null): string => (count === null ? '–' : shortNumber(count));
