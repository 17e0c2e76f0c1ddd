import pc from 'picocolors';
import { conformance, type Probed } from '../../subject/conformance/conformance.ts';
import { launchOf } from '../../subject/launch.ts';
import { loadPatience } from '../../subject/openRemote.ts';
import { exitCodes } from '../terminal/exit.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * Drives a subject through the protocol and prints what is missing. @returns 0 where nothing is, 1 where something is
 *
 * @throws SubjectError where it cannot be started, or does not say what it is
 */
export const conform = async (
  spec: string,
  { python }: { readonly python?: string },
  terminal: Terminal,
): Promise<number> => {
  const counts = { conforms: 0, 'not asked': 0, 'does not conform': 0 };
  const launch = launchOf({ kind: 'process', spec, ...(python !== undefined && { python }) });
  await conformance(launch, loadPatience, (probed) => {
    counts[probed.result]++;
    terminal.out(lineOf(probed));
  });
  terminal.out(
    `\n${counts.conforms} conform, ${counts['does not conform']} do not, ${counts['not asked']} were not asked\n`,
  );
  return counts['does not conform'] > 0 ? exitCodes.falsified : exitCodes.verified;
};

const marks: Readonly<Record<Probed['result'], string>> = {
  conforms: pc.green('✓'),
  'not asked': pc.dim('–'),
  'does not conform': pc.red('✗'),
};

const lineOf = ({ about, claim, result, says }: Probed): string =>
  `${marks[result]} ${about.padEnd(5)}  ${claim}${says === undefined ? '' : `: ${printable(says, 2000)}`}\n`;
